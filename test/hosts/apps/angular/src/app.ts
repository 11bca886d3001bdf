import { Component, signal } from '@angular/core';
import { Buddy } from './buddy';

@Component({
  selector: 'app-root',
  imports: [Buddy],
  host: { '(window:hashchange)': 'follow()' },
  template: `
    <nav><a href="#">Home</a> <a href="#about">About</a></nav>
    @if (page() === '#about') {
      <p>No buddy here.</p>
    } @else {
      <app-buddy />
    }
  `,
})
export class App {
  readonly page = signal(location.hash);

  follow(): void {
    this.page.set(location.hash);
  }
}
