/** Everything that goes from a customer's text into markup passes here. Characters XML forbids become U+FFFD. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** One decimal is finer than a device pixel at 512, and keeps the bytes down. */
export function num(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? '0' : String(rounded);
}

/** Template tag for markup and path data: numbers are rounded, strings are put in as they are, absent parts vanish. */
export function svg(parts: TemplateStringsArray, ...values: (string | number | false | undefined)[]): string {
  let out = parts[0] ?? '';
  values.forEach((value, i) => {
    out += typeof value === 'number' ? num(value) : value || '';
    out += parts[i + 1] ?? '';
  });
  return out.replace(/\n\s*/g, '');
}
