/** Replaces a part of a text. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export function edited(code: string, edits: Edit[]): string {
  // From the end, so that the positions before stay valid.
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
}

/** Every node of a syntax tree. */
export function* nodesOf(node: unknown): Generator<{ type?: unknown }> {
  if (typeof node !== 'object' || node === null) return;
  yield node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}
