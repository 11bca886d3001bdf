/** A strict little XML reader: throws where a browser would refuse the document. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
}

const NAME = /^[a-zA-Z_][\w:.-]*/;

export function parseXml(text: string): Element {
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(text)) throw new Error('a character XML forbids');
  const root: Element = { name: '#document', attributes: {}, children: [] };
  const open = [root];
  let rest = text;
  const take = (pattern: RegExp, what: string): string => {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) throw new Error(`expected ${what} at: ${rest.slice(0, 80)}`);
    rest = rest.slice(found.length);
    return found;
  };
  while (rest) {
    if (!rest.startsWith('<')) {
      const words = take(/^[^<]+/, 'text');
      if (/&(?!#\d+;|amp;|lt;|gt;|quot;)/.test(words) || words.includes(']]>'))
        throw new Error(`bad text: ${words.slice(0, 80)}`);
    } else if (rest.startsWith('</')) {
      const [, name] = /^<\/([\w:.-]+)>/.exec(take(/^<\/[\w:.-]+>/, 'an end tag')) as unknown as [string, string];
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      take(/^</, '<');
      const element: Element = { name: take(NAME, 'a name'), attributes: {}, children: [] };
      while (/^\s+[^\s/>]/.test(rest)) {
        take(/^\s+/, 'space');
        const name = take(NAME, 'an attribute');
        const value = take(/^="[^"<]*"/, `a value for ${name}`).slice(2, -1);
        if (name in element.attributes) throw new Error(`${name} twice on <${element.name}>`);
        if (/&(?!#\d+;|amp;|lt;|gt;|quot;)/.test(value)) throw new Error(`bad value: ${value}`);
        element.attributes[name] = value;
      }
      open.at(-1)!.children.push(element);
      if (take(/^\s*\/?>/, '>').trim() === '>') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one closed element');
  return root.children[0]!;
}

export function* every(element: Element): Generator<Element> {
  yield element;
  for (const child of element.children) yield* every(child);
}
