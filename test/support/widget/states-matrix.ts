import { emulateMedia } from '@web/test-runner-commands';
import { assert } from 'chai';
import { CASES } from '../../../demo/studio/states/cases.ts';
import { show } from '../../../demo/studio/states/page.ts';
import { violationsOf } from './axe.ts';
import { until } from './page.ts';

const SIZES = { xs: 96, sm: 380, md: 380, lg: 760, full: 1168 };
const LOOKS = ['light', 'dark', 'candy', 'paper', 'brutal', 'midnight'];

/** Axe on the element in every state, in the sizes and looks that `wanted` chooses. */
export function judgeStates(wanted: (state: number, look: number, size: number) => boolean): void {
  beforeEach(() => emulateMedia({ reducedMotion: 'reduce' }));
  afterEach(() => emulateMedia({ reducedMotion: 'no-preference' }));

  for (const [state, name] of Object.keys(CASES).entries()) {
    for (const [look, named] of LOOKS.entries()) {
      const sizes = Object.entries(SIZES).filter((_, size) => wanted(state, look, size));
      it(`of "${name}", ${named}`, async () => {
        const found: string[] = [];
        for (const [word, width] of sizes) {
          const problems = await judge(name, named, word, width, (state + look) % 2 ? 'rtl' : 'ltr');
          found.push(...problems.map((problem) => `${word}: ${problem}`));
        }
        assert.deepEqual(found, []);
      });
    }
  }
}

async function judge(name: string, look: string, size: string, width: number, dir: string): Promise<string[]> {
  const isDark = look === 'dark' || look === 'midnight';
  document.documentElement.style.cssText = `color-scheme: ${isDark ? 'dark' : 'light'}; background: ${isDark ? '#121110' : '#fff'}`;
  const place = document.createElement('div');
  place.style.inlineSize = `${width}px`;
  document.body.append(place);
  const themed: Record<string, string> = /light|dark/.test(look) ? { theme: look } : { look };
  const element = await show(place, name, { size, dir, ...themed });
  const root = element.shadowRoot!;
  await until(() => CASES[name]!.answer === undefined || !root.querySelector('.loading'));
  await until(() => [...root.querySelectorAll('img')].every((image) => image.complete));
  await element.updateComplete;
  const found = await violationsOf(element);
  place.remove();
  document.documentElement.removeAttribute('style');
  return found;
}
