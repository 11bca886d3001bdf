import { parseAst, type Plugin } from 'vite';
import { type Edit, edited, nodesOf } from './edits.ts';

interface Template {
  type: 'TaggedTemplateExpression';
  tag: { name?: string };
  quasi: { quasis: { start: number; value: { raw: string } }[] };
}

/** Removes line breaks and indentation from the `html`, `svg` and `css` templates of a folder, to make the bundle smaller. */
export function minifyTemplates(folder: string): Plugin {
  return {
    name: 'minify-templates',
    enforce: 'pre',
    transform: {
      filter: { id: /\.ts$/ },
      handler(code, id) {
        return id.startsWith(folder) ? { code: minified(code, id), map: null } : null;
      },
    },
  };
}

/** @throws where a template cannot be shortened safely, with the place */
export function minified(code: string, file: string): string {
  const edits: Edit[] = [];
  for (const node of nodesOf(parseAst(code, { lang: 'ts' }))) {
    if (node.type !== 'TaggedTemplateExpression') continue;
    const { tag, quasi } = node as Template;
    const shorten = { html: shortMarkup, svg: shortMarkup, css: shortStyles }[tag.name ?? ''];
    for (const { start: near, value } of shorten ? quasi.quasis : []) {
      // The parser's range includes the backtick or brace before the text.
      const start = near + 1;
      if (!code.startsWith(value.raw, start)) {
        throw new Error(`${file}: the text of a template is not where the parser says (character ${start}).`);
      }
      edits.push({ start, end: start + value.raw.length, text: shorten!(value.raw, file) });
    }
  }
  return edited(code, edits);
}

/** Between tags line breaks do not matter in our templates; elsewhere they are a space. One-word attributes need no quotes. */
function shortMarkup(raw: string, file: string): string {
  if (/<(pre|textarea)\b/.test(raw)) throw new Error(`${file}: white space counts in <pre> and <textarea>.`);
  return raw
    .replace(/\s*\n\s*/g, (gap, at: number) => {
      const next = raw[at + gap.length];
      return raw[at - 1] === '>' || next === '<' || next === '>' ? '' : ' ';
    })
    .replace(/="([\w-]+)"(?=[\s>])/g, '=$1');
}

function shortStyles(raw: string, file: string): string {
  const bare = raw.replace(/\/\*.*?\*\//gs, '');
  for (const [text] of bare.matchAll(/"[^"]*"|'[^']*'/g)) {
    if (/\s|[{};,>]|0\./.test(text)) throw new Error(`${file}: the string ${text} would be changed.`);
  }
  return (
    bare
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,/]|[<>]=?) ?/g, '$1')
      .replace(/(?<=\() | (?=\))/g, '')
      // The combinator of selectors. In `calc()` the sign needs its spaces.
      .replace(/([\w)\]]) \+ ([.\w:])(?=[^(){}]*\{)/g, '$1+$2')
      .replaceAll(': ', ':')
      .replaceAll(';}', '}')
      .replace(/(?<=[ :,(-])0\./g, '.')
  );
}
