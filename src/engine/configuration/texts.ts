/** A text, or a text by language: `{"en": "Lesson", "de": "Lektion"}`. */
export type Text = string | Readonly<Record<string, string>>;

/** Language ranges, the most wanted first: `de-AT`, `de`, `en`. */
export type Languages = readonly string[];

const FALLBACK = 'en';

/**
 * The text in the language that is wanted: the lookup of RFC 4647 (3.4), each range in turn cut short from its end
 * until a text has that language; where none has, English, and where there is none, the first.
 */
export function textIn(text: Text, languages: Languages = []): string {
  if (typeof text === 'string') return text;
  const tag = lookup(Object.keys(text), languages);
  return tag === undefined ? '' : text[tag]!;
}

/** The tag of those that the lookup finds; undefined where there are none. */
export function lookup(tags: readonly string[], languages: Languages): string | undefined {
  for (const range of [...languages, FALLBACK]) {
    const found = lookupRange(tags, range.toLowerCase());
    if (found !== undefined) return found;
  }
  return tags[0];
}

function lookupRange(tags: readonly string[], range: string): string | undefined {
  const subtags = range.split('-');
  while (subtags.length > 0) {
    const wanted = subtags.join('-');
    const found = tags.find((tag) => tag.toLowerCase() === wanted);
    if (found !== undefined) return found;
    subtags.pop();
    // What remains of an extension says nothing without what follows it.
    if (subtags.at(-1)?.length === 1) subtags.pop();
  }
  return undefined;
}
