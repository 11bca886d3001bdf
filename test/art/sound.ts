import { expect } from 'vitest';
import { every, parseXml } from './xml.ts';

/** Well formed, self-contained, every reference defined, no number that is none. */
export function check(svg: string, size = { width: '512', height: '512' }): void {
  const root = parseXml(svg);
  expect(root.name).toBe('svg');
  expect(root.attributes).toMatchObject(size);
  const ids = new Map<string, number>();
  for (const { name, attributes } of every(root)) {
    expect(['script', 'foreignObject', 'a', 'use', 'animate', 'set', 'iframe']).not.toContain(name);
    for (const [key, value] of Object.entries(attributes)) {
      expect(key).not.toMatch(/^on/i);
      if (key === 'href') expect(value).toMatch(/^data:image\/(svg\+xml|png|webp);base64,/);
      if (key === 'id') ids.set(value, (ids.get(value) ?? 0) + 1);
      expect(value, `${name} ${key}`).not.toMatch(/NaN|undefined|Infinity/);
    }
  }
  for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids.has(id!), `#${id} is defined`).toBe(true);
  expect([...ids].filter(([, times]) => times > 1)).toEqual([]);
  expect(svg).not.toMatch(/url\((?!#)|@import/);
}
