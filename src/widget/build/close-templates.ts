import { parseAst, type Plugin } from 'vite';

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Takes line breaks and indents out of the `html` and `css` templates of a folder, as they would only be shipped. */
export function closeTemplates(folder: string): Plugin {
  return {
    name: 'close-templates',
    enforce: 'pre',
    transform: {
      filter: { id: /\.ts$/ },
      handler(code, id) {
        if (!id.startsWith(folder)) return null;
        const edits: Edit[] = [];
        collect(parseAst(code, { lang: 'ts' }), code, edits);
        // From the end, so that the places before stay where they are.
        const closed = edits
          .toSorted((a, b) => b.start - a.start)
          .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
        return { code: closed, map: null };
      },
    },
  };
}

interface Template {
  type: 'TaggedTemplateExpression';
  tag: { name?: string };
  quasi: { quasis: { start: number; value: { raw: string } }[] };
}

function collect(node: unknown, code: string, edits: Edit[]): void {
  if (typeof node !== 'object' || node === null) return;
  if ((node as Template).type === 'TaggedTemplateExpression') {
    const { tag, quasi } = node as Template;
    const close = { html: closeMarkup, css: closeStyles }[tag.name ?? ''];
    for (const { start: near, value } of close ? quasi.quasis : []) {
      // The parser counts the backtick or brace before it.
      const start = code.indexOf(value.raw, near);
      edits.push({ start, end: start + value.raw.length, text: close!(value.raw) });
    }
  }
  for (const child of Object.values(node)) collect(child, code, edits);
}

/** Line breaks between tags say nothing in our templates; elsewhere they are a space. */
function closeMarkup(raw: string): string {
  return raw.replace(/\s*\n\s*/g, (gap, at: number) => {
    const next = raw[at + gap.length];
    return raw[at - 1] === '>' || next === '<' || next === '>' ? '' : ' ';
  });
}

/** Our styles hold no strings in which a space matters. */
function closeStyles(raw: string): string {
  return raw
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .replace(/(?<=[ :,(-])0\./g, '.');
}
