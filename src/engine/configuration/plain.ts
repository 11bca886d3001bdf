import type { Configuration, PlainConfiguration } from '../../contract/configuration/configuration.ts';
import { lookup, textIn, type Languages, type Text } from './texts.ts';

/** The document with every text by language as the one that is wanted. */
export function plainConfiguration(document: Configuration, languages: Languages): PlainConfiguration {
  const said = (entry: unknown): unknown => {
    const texts = Object.entries(entry as Record<string, Text>).filter(([name, value]) => isByLanguage(name, value));
    if (texts.length === 0) return entry;
    const plain = texts.map(([name, text]) => [name, textIn(text, languages)]);
    return { ...(entry as object), ...Object.fromEntries(plain) };
  };
  const sections = Object.entries(document).map(([name, section]) => [
    name,
    Array.isArray(section) ? section.map(said) : section,
  ]);
  return Object.fromEntries(sections) as PlainConfiguration;
}

/** The languages that any text of the document is in, in the order in which they appear. */
export function languagesOf(document: Configuration): string[] {
  const tags = Object.values(document)
    .flat()
    .flatMap((entry: unknown) =>
      Object.entries(entry as Record<string, Text>).flatMap(([name, value]) =>
        isByLanguage(name, value) ? Object.keys(value) : [],
      ),
    );
  return [...new Set(tags)];
}

/**
 * The wanted languages in which there are texts (`tags`), each cut short as the lookup does. Calls for which this is the
 * same get the same texts.
 */
export function wantedAmong(tags: readonly string[], languages: Languages): Languages {
  const known = new Set(tags.map((tag) => tag.toLowerCase()));
  const chain = languages.flatMap((range) => {
    const subtags = range.toLowerCase().split('-');
    return subtags.map((_, cut) => subtags.slice(0, subtags.length - cut).join('-'));
  });
  return [...new Set(chain.filter((range) => known.has(range)))];
}

/** The language of the texts that these ranges get; `en` where no text is by language. */
export const spokenOf = (tags: readonly string[], languages: Languages): string => lookup(tags, languages) ?? 'en';

function isByLanguage(name: string, value: unknown): value is Exclude<Text, string> {
  return (name === 'label' || name === 'description') && typeof value === 'object' && value !== null;
}
