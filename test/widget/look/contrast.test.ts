import { emulateMedia } from '@web/test-runner-commands';
import { assert } from 'chai';
import type { HatchedBuddy } from '../../../src/widget/index.ts';
import { LOOKS, type LookName } from '../../../src/widget/look/looks.ts';
import { badge, buddyState, item, skill, streak, token } from '../../support/widget/fixtures.ts';
import { BRANDS, failuresIn, failuresOfBrands, paint } from '../../support/widget/brands.ts';
import { isShown } from '../../support/widget/contrast.ts';
import { serve, until } from '../../support/widget/page.ts';
import { card, inside, openShop, rendered } from '../../support/widget/shop.ts';

const failuresOf = (element: HatchedBuddy) => failuresIn([element.shadowRoot!, inside(element)]);

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
      const found = failuresOfBrands(element, [element.shadowRoot!, inside(element)]);
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
