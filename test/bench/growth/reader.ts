import { setTimeout as pause } from 'node:timers/promises';
import { call } from '../workspace.ts';

/** Reads one buddy's state as its page does, ten times a second. */
export interface Reader {
  buddy_id: string;
  /** Milliseconds that each read took while the work went on. */
  during(work: Promise<unknown>): Promise<number[]>;
}

const PAUSE_MS = 100;

export async function openReader(url: string): Promise<Reader> {
  const { data } = await call<{ data: { buddy_id: string; user_id: string }[] }>(url, 'GET', '/buddies?limit=1');
  const { buddy_id, user_id } = data[0]!;
  const body = { buddy_id, user_id, scopes: ['read'] };
  const { token } = await call<{ token: string }>(url, 'POST', '/widget-sessions', body);

  async function read(): Promise<number> {
    const started = performance.now();
    const answer = await fetch(`${url}/api/v1/widget/state`, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`A read of the state was answered ${answer.status}.`);
    return performance.now() - started;
  }

  return {
    buddy_id,
    async during(work) {
      const times: number[] = [];
      let isOver = false;
      const end = work.finally(() => (isOver = true));
      while (!isOver) {
        times.push(await read());
        await pause(PAUSE_MS);
      }
      await end;
      return times;
    },
  };
}
