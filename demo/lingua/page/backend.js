// Calls of the page to Lingua's own backend. An app would know the learner from its session; this page says who it is.

/** @throws Error with a sentence for the learner */
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
