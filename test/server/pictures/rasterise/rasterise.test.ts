import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { drawPng, isBlank, normaliseSvg, Undrawable } from '../../../../src/server/pictures/rasterise/rasterise.ts';

const ps = (...words: string[]) => execFileSync('ps', words, { encoding: 'utf8' });

const CIRCLE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="5"/></svg>';
/** Valid, and the library aborts its process on it: something faint, outside of a clip, in a clipped and turned group. */
const ABORTING = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512"><clipPath id="b"><path d="M150 150h200v200h-200z"/></clipPath><g transform="translate(256 280) rotate(-3)"><g clip-path="url(#b)"><circle cx="200" cy="-50" r="5" opacity=".5"/><path d="M-999-999H1511V1511H-999ZM150 150h200v200h-200z" fill-rule="evenodd"/></g></g></svg>`;

const widthOf = (png: Buffer) => png.readUInt32BE(16);

describe('the drawing process', () => {
  it('draws at the width asked for', async () => {
    expect(widthOf(await drawPng(CIRCLE, 64))).toBe(64);
  });

  it('survives a picture that aborts it, and draws the next ones', async () => {
    const drawn = await Promise.allSettled([drawPng(CIRCLE, 32), drawPng(ABORTING, 512), drawPng(CIRCLE, 48)]);
    expect(drawn.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((drawn[1] as PromiseRejectedResult).reason).toBeInstanceOf(Undrawable);
  });

  it('gives none of them the memory of the machine', async () => {
    await expect(drawPng(CIRCLE, 20_000)).rejects.toThrow('it takes too much memory to draw');
    expect(widthOf(await drawPng(CIRCLE, 64))).toBe(64);
  });

  it('knows nothing of the server: no setting, and so no secret', async () => {
    await drawPng(CIRCLE, 64);
    const mine = ps('-A', '-o', 'pid=,ppid=,args=')
      .split('\n')
      .filter((line) => line.includes('rasterise/child.ts'));
    const pid = mine.map((line) => line.trim().split(/\s+/)).find(([, parent]) => Number(parent) === process.pid)![0]!;
    const shown = ps('eww', '-p', pid);
    expect(shown).toContain('rasterise/child.ts');
    expect(shown).not.toContain('PATH=');
    expect(ps('eww', '-p', String(process.pid))).toContain('PATH=');
  });

  it('says why a picture cannot be read', async () => {
    await expect(drawPng('<svg', 32)).rejects.toThrow(Undrawable);
    await expect(normaliseSvg('<p>not a drawing</p>')).rejects.toThrow(Undrawable);
  });

  it('draws WebP, which the library leaves out, as it draws PNG', async () => {
    const red = 'UklGRhwAAABXRUJQVlA4TA8AAAAvA8AAAAcQ/Y/+ByKi/wEA';
    const framed = (href: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><image width="4" height="4" href="${href}"/></svg>`;
    const webp = await drawPng(framed(`data:image/webp;base64,${red}`), 4);
    const square = await drawPng(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path fill="red" d="M0 0h4v4H0z"/></svg>',
      4,
    );
    expect(webp.equals(square)).toBe(true);
    await expect(drawPng(framed('data:image/webp;base64,UklGRhwAAABXRUJQ'), 4)).rejects.toThrow(Undrawable);
  });

  it('sees whether there is anything to see', async () => {
    expect(await isBlank(CIRCLE, 32)).toBe(false);
    expect(await isBlank(CIRCLE.replace('<circle', '<circle opacity="0"'), 32)).toBe(true);
    await expect(isBlank('<svg', 32)).rejects.toThrow(Undrawable);
  });

  it('takes uploads before PNGs, however many of these wait', async () => {
    const done: string[] = [];
    const note = (what: string) => (): void => void done.push(what);
    const first = drawPng(CIRCLE, 16).then(note('png'));
    const others = Array.from({ length: 250 }, () => drawPng(CIRCLE, 16).then(note('png'), note('refused')));
    const uploads = [isBlank(CIRCLE, 16).then(note('upload')), normaliseSvg(CIRCLE).then(note('upload'))];
    await Promise.all([first, ...uploads, ...others]);
    expect(done.filter((what) => what !== 'refused').slice(0, 4)).toEqual(['png', 'upload', 'upload', 'png']);
    expect(done.filter((what) => what === 'refused')).toHaveLength(50);
  });

  it('leaves shapes and nothing else', async () => {
    const script = CIRCLE.replace('<circle', '<script>alert(1)</script><circle onclick="alert(1)"');
    const { svg, width } = await normaliseSvg(script);
    expect(svg).not.toMatch(/script|onclick/);
    expect(width).toBe(10);
  });
});
