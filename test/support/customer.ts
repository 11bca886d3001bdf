import { TEST_SECRET_KEY } from './real-server.ts';

export interface Customer {
  /** A call with the secret key, under `/api/v1`. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  call<T = any>(path: string, body?: object, method?: string): Promise<T>;
  /** A buddy of a user's own; answers its id, once its picture is drawn. */
  hatch(user_id: string): Promise<string>;
  /** A token for all that an element can do, for an hour or as long as is said. */
  session(user_id: string, more?: object): Promise<string>;
}

const SCOPES = ['read', 'events:track', 'marketplace:browse', 'marketplace:purchase', 'items:equip'];

/** What a customer's own backend asks a server for. */
export function customerOf(url: string, key: string = TEST_SECRET_KEY): Customer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const call = async (path: string, body?: object, method = body ? 'POST' : 'GET'): Promise<any> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };
  return {
    call,
    async hatch(user_id) {
      const { egg_id } = await call('/eggs', { user_id });
      await call(`/eggs/${egg_id}`, { status: 'ready' }, 'PATCH');
      const { operation_id } = await call(`/eggs/${egg_id}/hatch`, {});
      return (await call(`/operations/${operation_id}?wait_ms=30000`)).result.buddy_id;
    },
    session: async (user_id, more) =>
      (await call('/widget-sessions', { user_id, scopes: SCOPES, ...more })).token as string,
  };
}
