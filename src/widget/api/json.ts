/**
 * JSON as it is meant: some pages carry libraries that give arrays a `toJSON` of their own, and then `JSON.stringify`
 * writes a list as a text.
 */
export function encode(body: object): string {
  return written(body)!;
}

function written(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map((entry) => written(entry) ?? 'null').join()}]`;
  if (!isPlain(value)) return JSON.stringify(value);
  const fields = Object.entries(value).flatMap(([name, entry]) => {
    const text = written(entry);
    return text === undefined ? [] : `${JSON.stringify(name)}:${text}`;
  });
  return `{${fields.join()}}`;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || !value) return false;
  return Object.getPrototypeOf(value) === Object.prototype || !('toJSON' in value);
}
