/** What the next call gets: an answer, an error, or silence until its signal is aborted. */
export type Turn = { status: number; body?: unknown; headers?: Record<string, string> } | Error | 'silence';

export interface Sent {
  method: string;
  url: string;
  headers: Headers;
  body: unknown;
}

export interface ScriptedFetch {
  fetch: typeof globalThis.fetch;
  sent: Sent[];
}

/** A `fetch` that answers by the script, its last turn for ever, and keeps what was sent. */
export function scriptedFetch(...turns: Turn[]): ScriptedFetch {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const turn = turns[Math.min(sent.length, turns.length - 1)]!;
    sent.push({
      method: init.method ?? 'GET',
      url: String(url),
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : init.body,
    });
    if (turn instanceof Error) throw turn;
    if (turn === 'silence')
      return new Promise((_, reject) =>
        init.signal!.addEventListener('abort', () => reject(init.signal!.reason as Error)),
      );
    const text = typeof turn.body === 'string' ? turn.body : JSON.stringify(turn.body);
    return new Response(turn.body === undefined ? null : text, {
      status: turn.status,
      headers: { 'x-request-id': `req-${sent.length}`, ...turn.headers },
    });
  };
  return { fetch, sent };
}

export const refusal = (status: number, code: string, details?: object, headers?: Record<string, string>): Turn => ({
  status,
  body: { error: { code, message: `Refused: ${code}.`, requestId: 'req-told', ...(details && { details }) } },
  ...(headers && { headers }),
});
