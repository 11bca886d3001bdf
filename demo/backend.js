// Calls of the page to Lingua's own backend. An app would know the learner from its session; the demo says who it is.

/**
 * Where the learner stands: `{token, buddy_id, …}` with a buddy, `{egg, pictures, warmth, …}` before.
 * @throws Error with a sentence for the learner
 */
export async function ask(name, body) {
  let answer;
  try {
    answer = await fetch(`/demo/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error('Lingua cannot be reached. Try again in a moment.');
  }
  const said = await answer.json().catch(() => null);
  if (answer.ok && said) return said;
  throw new Error(said?.error?.message ?? `Lingua answered ${answer.status}. Try again in a moment.`);
}

/** The same activity counts once, however often it is sent. */
export function newEventId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
