import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import 'hatched-buddy/define';
import type { HatchedEventMap } from 'hatched-buddy';

const SERVER = document.querySelector<HTMLMetaElement>('meta[name=hatched-url]')!.content;

@Component({
  selector: 'app-buddy',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <hatched-buddy
      [apiBase]="base"
      [getSessionToken]="getSessionToken"
      (hatched-badge-awarded)="tell($any($event))"
    ></hatched-buddy>
    <output>{{ badge() }}</output>
  `,
})
export class Buddy {
  readonly base = `${SERVER}/api/v1`;
  readonly badge = signal('');

  readonly getSessionToken = async (): Promise<string> => {
    const answer = await fetch('/buddy-token', { method: 'POST' });
    return ((await answer.json()) as { token: string }).token;
  };

  tell({ badge }: HatchedEventMap['hatched-badge-awarded']): void {
    this.badge.set(badge.label);
  }
}
