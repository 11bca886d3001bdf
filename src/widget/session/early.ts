import type { SeatState } from '../../contract/buddy/state.ts';

/** A call for the state that the loader has begun while the element's code was on its way; its key is what was asked. */
export type Early = [key: string, answer: Promise<Response>];

/** An element for which the loader has asked. */
export type Expecting = Element & { hatchedEarly?: Early | undefined };

/**
 * Asks for the state that an element is going to ask for, and for its picture, as its attributes say. Where the element
 * then means something else, it asks anew. What fails is for the element to find out, and to say.
 * @param at address on the script's origin, in full
 */
export async function askEarly(element: Expecting, language: string, at: (path: string) => string): Promise<void> {
  const of = (name: string) => element.getAttribute(name);
  const session = of('session-token');
  const token = session || of('publishable-key');
  const url = new URL(at('/api/v1/widget/state'));
  for (const name of ['buddy-id', 'user-id', 'audience']) {
    if (!session && of(name)) url.searchParams.set(name.replace('-', '_'), of(name)!);
  }
  const key = `${url}${token}${language}`;
  const isKnown = session || (token && url.search);
  // Another copy of the script may have asked. A secret key is never sent.
  if (!isKnown || element.hatchedEarly || element.matches('[api-base],[demo]') || /hatch_[lt]/.test(key)) return;
  const answer = fetch(url, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': language },
    credentials: 'omit',
  });
  element.hatchedEarly = [key, answer];
  const { buddy } = (await (await answer).clone().json()) as SeatState;
  for (const part of [buddy!.image!.scene_url, buddy!.image!.figure_url]) if (part) new Image().src = at(part);
}
