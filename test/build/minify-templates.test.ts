import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { minified } from '../../src/build/minify-templates.ts';
import { inHome } from '../../src/build/paths.ts';

const TAGGED = /(?<=[\s(])(?:html|css)`/g;

describe('templates, shortened', () => {
  it('lose the white space between tags, and keep one space between words', () => {
    const code = 'const a = html`<p>\n    one\n    two\n  </p>\n  <b class="x ${y}">${z}\n  </b>`;';
    expect(minified(code, 'a.ts')).toBe('const a = html`<p>one two</p><b class="x ${y}">${z}</b>`;');
  });

  it('lose the quotes around words, and keep those that are needed', () => {
    const code = 'const a = svg`<i class="a" id="b-c"\n  title="d e" role="${f}" lang="g"/>`;';
    expect(minified(code, 'a.ts')).toBe('const a = svg`<i class=a id=b-c title="d e" role="${f}" lang="g"/>`;');
  });

  it('of styles lose comments and spaces that say nothing', () => {
    const code =
      'const a = css`\n  /* why */\n  p > b,\n  i + u {\n    margin: 0.5em calc( 1px + ${n}px ) ;\n    grid-area: 1 / 2;\n  }\n  @container (inline-size <= 2px) {\n  }\n`;';
    expect(minified(code, 'a.ts')).toBe(
      'const a = css` p>b,i+u{margin:.5em calc(1px + ${n}px);grid-area:1/2}@container (inline-size<=2px){}`;',
    );
  });

  it.each([
    ['a string in which it would change something', 'css`a { content: "a, b"; }`'],
    ['text whose white space counts', 'html`<pre>\n a</pre>`'],
  ])('refuse %s', (_, template) => {
    expect(() => minified(`const a = ${template};`, 'a.ts')).toThrow(/^a\.ts: /);
  });

  it('leave no line break in any template of the element', async () => {
    let templates = 0;
    for await (const path of glob('**/*.ts', { cwd: inHome('src/widget') })) {
      const code = await readFile(join(inHome('src/widget'), path), 'utf8');
      const short = minified(code, path);
      templates += [...code.matchAll(TAGGED)].length;
      expect(short.match(/(?<=[\s(])(?:html|css)`[^`$]*\n/), path).toBeNull();
    }
    expect(templates).toBeGreaterThan(20);
  });
});
