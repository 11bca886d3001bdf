import type { SeatState } from '../../contract/state.ts';

/** A call for the state that the loader has begun while the element's code was on its way. */
export interface Early {
  /** What was asked: address, token and language. */
  key: string;
  answer: Promise<Response>;
}

/** An element for which the loader has asked. */
export type Expecting = Element & { hatchedEarly?: Early | undefined };

export const keyOf = (...asked: [url: string, token: string, language: string]): string => asked.join(' ');

/**
 * Asks for the state that an element is going to ask for, and for its picture, as its attributes say. Where the element
 * then means something else, it asks anew.
 * @param base `/api/v1` on the script's origin, in full
 */
export function askEarly(element: Expecting, base: string, asked: Record<string, Early>): void {
  const names = ['session-token', 'publishable-key', 'buddy-id', 'user-id', 'audience', 'api-base', 'demo'];
  const [session, publishable, buddy, user, audience, ...elsewhere] = names.map((name) => element.getAttribute(name));
  const token = session || publishable;
  const whose = buddy ? { buddy_id: buddy } : user && { user_id: user };
  const subject = !session && { ...whose, ...(audience && { audience }) };
  const url = `${base}/widget/state${subject ? `?${new URLSearchParams(subject)}` : ''}`;
  const language = element.closest<HTMLElement>('[lang]')?.lang || 'en';
  const key = keyOf(url, token!, language);
  const isOther = elsewhere.some((value) => value !== null);
  // Another copy of the script may have asked.
  if (element.hatchedEarly || !token || (!session && !whose) || isOther || /hatch_(live|test)_/.test(key)) return;
  const begin = () => {
    const headers = { authorization: `Bearer ${token}`, 'accept-language': language };
    const answer = fetch(url, { headers, credentials: 'omit' });
    // What fails is for the element to find out, and to say.
    preload(answer, base).catch(() => undefined);
    return { key, answer };
  };
  element.hatchedEarly = asked[key] ??= begin();
}

async function preload(answer: Promise<Response>, base: string): Promise<void> {
  const { buddy } = (await (await answer).clone().json()) as SeatState;
  const { scene_url: scene, figure_url: figure, url } = buddy!.image!;
  for (const part of [figure ?? url, scene]) if (part) new Image().src = new URL(part, base).href;
}
