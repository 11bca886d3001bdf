import { expect, test } from 'vitest';
import { altText, eggAltText } from '../../src/art/index.ts';
import { escapeXml } from '../../src/art/pen/svg.ts';

const pip = { name: 'Pip', stageLabel: 'Fledgling', items: [], mood: 'calm' } as const;

test.each([
  [pip, 'Pip, a fledgling'],
  [{ ...pip, items: [{ label: 'Cowboy hat' }] }, 'Pip, a fledgling wearing a cowboy hat'],
  [{ ...pip, items: [{ label: 'Cowboy Hat' }] }, 'Pip, a fledgling wearing a cowboy hat'],
  [
    { ...pip, items: [{ label: 'NASA helmet' }, { label: 'Umbrella' }, { label: 'Sneakers' }] },
    'Pip, a fledgling wearing a NASA helmet, an umbrella and sneakers',
  ],
  [{ ...pip, stageLabel: 'Elder', mood: 'proud' as const }, 'Pip, a proud elder'],
  [{ ...pip, stageLabel: 'Elder' }, 'Pip, an elder'],
  [{ ...pip, mood: 'sleepy' as const }, 'Pip, a sleepy fledgling'],
  [{ ...pip, items: [{ label: 'The One Ring' }] }, 'Pip, a fledgling wearing the one ring'],
  [
    {
      ...pip,
      items: [
        { label: 'Scarf', category: 'neck' as const },
        { label: 'Balloon', category: 'hand' as const },
        { label: 'Bumblebee', category: 'accessory' as const },
        { label: 'Sunny meadow', category: 'background' as const },
      ],
    },
    'Pip, a fledgling wearing a scarf, holding a balloon, with a bumblebee, in front of a sunny meadow',
  ],
  [{ ...pip, name: '' }, 'A fledgling'],
  [{ ...pip, stageLabel: '' }, 'Pip'],
  [{ ...pip, stageLabel: '', items: [{ label: 'Cowboy hat' }] }, 'Pip wearing a cowboy hat'],
  [{ ...pip, stageLabel: '', mood: 'proud' as const }, 'Pip, proud'],
  [{ ...pip, stageLabel: 'Little Hatchling' }, 'Pip, a little hatchling'],
  [{ ...pip, stageLabel: 'Young' }, 'Pip, Young'],
  [{ ...pip, stageLabel: 'Young', items: [{ label: 'Hat' }] }, 'Pip, Young, wearing a hat'],
  [{ ...pip, stageLabel: 'Stufe 2', mood: 'sleepy' as const }, 'Pip, Stufe 2, sleepy'],
])('%j', (input, expected) => {
  expect(altText(input)).toBe(expected);
});

test('eggs', () => {
  for (const status of ['waiting', 'ready', 'cracking'] as const) expect(eggAltText({ status })).toMatch(/egg/);
});

test('escaping leaves nothing that ends an attribute or a text, and nothing XML forbids', () => {
  expect(escapeXml(`<a b="c" d='e'>&`)).toBe('&#60;a b=&#34;c&#34; d=&#39;e&#39;&#62;&#38;');
  expect(escapeXml('a\u0000b\uD800c\uFFFF')).toBe('a\uFFFDb\uFFFDc\uFFFD');
});
