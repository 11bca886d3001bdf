/** A text with `{placeholders}`; where `{n}` decides the form, one for each of the language's plural categories. */
export type Sentence = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
