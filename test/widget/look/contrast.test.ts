import { emulateMedia } from '@web/test-runner-commands';
import { assert } from 'chai';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { LOOKS, type LookName } from '../../../src/widget/look/looks.ts';
import { badge, buddyState, item, skill, streak, token } from '../../support/widget/fixtures.ts';
import { contrastOn, isShown, outline, texts } from '../../support/widget/contrast.ts';
import { serve, until } from '../../support/widget/page.ts';
import { card, inside, openShop, rendered } from '../../support/widget/shop.ts';

/** What a brand sets. One colour is enough to go wrong. */
const BRANDS: Record<string, Record<string, string>> = {
  none: {},
  yellow: { accent: '#ffd400' },
  black: { accent: '#000' },
  white: { accent: '#fff' },
  indigo: { accent: '#5e6ad2' },
  lime: { accent: '#c6ff00' },
  'red, square': { accent: '#e60023', radius: '0' },
  'black with black borders': { accent: '#000', border: '#000', radius: '0' },
  'a dark surface on any page': { accent: '#5e6ad2', surface: '#101014' },
  'a yellow surface': { accent: '#000', surface: '#ffe600' },
  'a white surface': { accent: '#1db954', surface: '#fff' },
  'grey on grey': { accent: '#808080', surface: '#777' },
};

/** What is not text, by the names of a failure. */
const SHAPES: Record<string, string> = {
  button: '.strong',
  pip: '.pips i',
  'earned badge': '.earned > .medal',
  'way to a badge': '.way rect',
  'way to a milestone': '.ring rect + rect',
  'day of a streak': '.week .ticked',
  'chosen item': '.item [aria-pressed=true]',
  'focus ring': ':focus-visible',
};
/** Drawn in a colour of their own. */
const DRAWN: Record<string, string> = {
  coin: '.coin .icon',
  flame: '.line.warm .icon, .ring .icon',
  skill: '.skills .icon',
  badge: '.medal .icon',
  token: '.purse:not(.coin) .icon',
};

function failuresOf(element: HatchedBuddy): string[] {
  const shop = inside(element);
  const found: string[] = [];
  const judge = (name: string, contrast: number, least: number) => {
    if (contrast < least) found.push(`${name}: ${contrast.toFixed(2)}`);
  };
  for (const root of [element.shadowRoot!, shop]) {
    for (const { element: one, contrast } of texts(root)) {
      judge(`text "${one.textContent.trim().slice(0, 20)}" of .${one.className}`, contrast, 4.5);
    }
    const shown = (selector: string) => [...root.querySelectorAll(selector)].filter(isShown);
    for (const [name, selector] of Object.entries(SHAPES)) {
      for (const one of shown(selector)) judge(name, outline(one), 3);
    }
    for (const [name, selector] of Object.entries(DRAWN)) {
      for (const one of shown(selector)) judge(name, contrastOn(getComputedStyle(one).color, one), 3);
    }
    // What is not filled shows how much is left; the number stands beside it.
    for (const one of shown('.bar')) judge('bar', fill(one), 3);
    for (const one of shown('.rarity'))
      judge('rarity', contrastOn(getComputedStyle(one, '::before').borderColor, one), 3);
  }
  return [...new Set(found)];
}

/** Of a bar against what the bar lies on: its colour, or the edges around it. */
function fill(bar: Element): number {
  const inner = bar.querySelector('i')!;
  const { backgroundColor, borderInlineEndColor, borderInlineEndWidth } = getComputedStyle(inner);
  const edge = parseFloat(borderInlineEndWidth) > 0 ? contrastOn(borderInlineEndColor, bar.parentElement) : 0;
  return Math.max(edge, contrastOn(backgroundColor, bar.parentElement));
}

function paint(element: HatchedBuddy, brand: Record<string, string>): void {
  element.removeAttribute('style');
  for (const [name, value] of Object.entries(brand)) element.style.setProperty(`--hatched-${name}`, value);
}

async function put(element: HatchedBuddy, look: LookName | null): Promise<void> {
  element.look = look;
  await element.updateComplete;
  const sheets = () => element.shadowRoot!.adoptedStyleSheets;
  await until(() => Object.values(LOOKS).every((one) => sheets().includes(one.styleSheet!) === (one === LOOKS[look!])));
}

/** Of everything one, with a chosen item in the open shop. */
async function everything(): Promise<HatchedBuddy> {
  const server = serve(
    buddyState({
      buddy: { coins: 1240 },
      tokens: [token('gem'), token('xp', { icon: 'star', label: 'XP', balance: 665 })],
      skills: [skill('vocabulary'), ...['#d9573f', '#e0a100', '#3b7dc4'].map((color) => skill(color, { color }))],
      streaks: [
        streak('daily', {
          recent: (['missed', 'ticked', 'ticked', 'frozen', 'ticked', 'ticked', 'open'] as const).map(
            (status, day) => ({
              period: `2026-03-0${day + 1}`,
              status,
            }),
          ),
        }),
      ],
      badges: [badge('first', { earned: true }), badge('next', { progress: { value: 2, target: 5 } }), badge('last')],
    }),
  );
  server.items = (['common', 'uncommon', 'rare', 'epic', 'legendary'] as const).map((rarity, index) =>
    item((['cowboy_hat', 'scarf', 'beanie', 'daisy', 'balloon'] as const)[index]!, { rarity }),
  );
  const element = await openShop(server, { size: 'lg' });
  card(element, 'cowboy_hat').click();
  await rendered(element);
  return element;
}

describe('contrast', () => {
  let element: HatchedBuddy;

  beforeEach(async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    element = await everything();
  });

  afterEach(async () => {
    document.documentElement.removeAttribute('style');
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  for (const look of [null, ...(Object.keys(LOOKS) as LookName[])]) {
    it(`of twelve brands by day and by night, ${look ?? 'with no look'}`, async () => {
      await put(element, look);
      const found: string[] = [];
      for (const theme of ['light', 'dark']) {
        document.documentElement.style.cssText = `color-scheme: ${theme}; background: ${theme === 'dark' ? '#121110' : '#fff'}`;
        for (const [name, brand] of Object.entries(BRANDS)) {
          paint(element, brand);
          found.push(...failuresOf(element).map((failure) => `${name}, ${theme}: ${failure}`));
        }
      }
      assert.deepEqual(found, []);
    });
  }

  it('of every rarity', async () => {
    const found: string[] = [];
    for (const { item_id: id } of (await shopItems(element)).slice(1)) {
      card(element, id).click();
      await rendered(element);
      for (const [name, brand] of Object.entries(BRANDS)) {
        paint(element, brand);
        found.push(...failuresOf(element).map((failure) => `${id}, ${name}: ${failure}`));
      }
    }
    assert.deepEqual(found, []);
  });

  it('is measured: white on yellow is found, and a flame that is pale', () => {
    paint(element, { accent: '#ffd400', 'on-accent': '#fff' });
    assert.include(failuresOf(element).join(), 'text "Shop"');
    paint(element, {});
    element.shadowRoot!.querySelector<HTMLElement>('.inside')!.style.setProperty('--flame', '#fbd5c0');
    assert.include(failuresOf(element).join(), 'flame');
  });
});

async function shopItems(element: HatchedBuddy): Promise<{ item_id: string }[]> {
  await until(() => inside(element).querySelectorAll('.item [id]').length === 5);
  return [...inside(element).querySelectorAll('.item [id]')].map(({ id }) => ({ item_id: id }));
}

describe('a radius of nothing', () => {
  it('is square everywhere', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const element = await everything();
    paint(element, { radius: '0px' });
    await emulateMedia({ reducedMotion: 'no-preference' });
    const round = [element.shadowRoot!, inside(element)].flatMap((root) =>
      [...root.querySelectorAll('*')].filter((one) => {
        const { borderTopLeftRadius, rx } = getComputedStyle(one);
        const isRound = one instanceof SVGRectElement ? parseFloat(rx) > 0 : parseFloat(borderTopLeftRadius) > 0;
        return isRound && isShown(one);
      }),
    );
    assert.deepEqual(
      round.map((one) => one.outerHTML.slice(0, 80)),
      [],
    );
  });
});
