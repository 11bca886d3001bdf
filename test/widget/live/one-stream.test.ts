import { assert } from 'chai';
import { buddyState } from '../../support/widget/fixtures.ts';
import { mount, next, serve, tokenOf, until } from '../../support/widget/page.ts';
import { json } from '../../support/widget/server.ts';
import { shortenWaits } from '../../support/widget/time.ts';

const buddyId = (n: number) => `buddy_01m7ybcptb969an5nze1e82w${n}a`;

/** Six buddies on one page, each with a token of its own. */
async function six() {
  const server = serve();
  server.intercept = ({ path, token }) =>
    path === 'state' ? json(buddyState({ buddy: { buddy_id: subjectOf(token) } })) : undefined;
  const elements = await Promise.all(
    Array.from({ length: 6 }, (_, n) => mount({ live: 'auto', 'session-token': tokenOf({ sub: buddyId(n) }) })),
  );
  return { server, elements };
}

function subjectOf(token: string): string {
  return (JSON.parse(atob(token.split('.')[1]!)) as { sub: string }).sub;
}

/** What a browser may refuse, refused until the test ends. */
function refuse(owner: object, name: string): Disposable {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, {
    configurable: true,
    get() {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    },
  });
  return {
    [Symbol.dispose]() {
      if (before) Object.defineProperty(owner, name, before);
      else Reflect.deleteProperty(owner, name);
    },
  };
}

describe('the streams of a page', () => {
  it('are one for six buddies; the others poll', async () => {
    // The polls that stand in for a stream, and no limit: a slow machine is not a silent stream.
    shortenWaits(100, (ms) => ms >= 15_000 && ms <= 18_000);
    const { server } = await six();
    await until(() => server.streams === 1);
    const asked = new Set(
      server
        .to('state')
        .slice(6)
        .map(({ token }) => token),
    );
    await until(() => {
      for (const { token } of server.to('state').slice(6)) asked.add(token);
      return asked.size === 5;
    });
    assert.equal(server.streams, 1);
    assert.lengthOf(server.to('stream'), 1);
  });

  it('go to the next buddy when the one that had it is gone', async () => {
    const { server, elements } = await six();
    await until(() => server.streams === 1);
    const first = server.to('stream')[0]!.token;
    elements.find((element) => element.sessionToken === first)!.remove();
    await server.asked('stream', 2);
    assert.notEqual(server.to('stream')[1]!.token, first);
    await until(() => server.streams === 1);
  });

  it('leave the rest of the page its connections while six pictures are made: one call waits, not six', async () => {
    const server = serve();
    const pending = new Set([0, 1, 2, 3, 4, 5].map(buddyId));
    let waiting = 0;
    let most = 0;
    server.intercept = ({ path, token }) => {
      const buddy_id = subjectOf(token);
      if (path === 'state') {
        const operation = { operation_id: `op_${buddy_id}`, type: 'equip' as const };
        const pending_operations = pending.has(buddy_id) ? [operation] : [];
        return json(buddyState({ version: pending.has(buddy_id) ? 60 : 61, pending_operations, buddy: { buddy_id } }));
      }
      if (!path.startsWith('operations/')) return undefined;
      most = Math.max(most, ++waiting);
      return new Promise((resolve) =>
        setTimeout(() => {
          waiting--;
          pending.delete(path.slice('operations/op_'.length));
          resolve(json({ status: 'succeeded' }));
        }, 300),
      );
    };
    const elements = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((n) => mount({ live: 'auto', 'session-token': tokenOf({ sub: buddyId(n) }) })),
    );
    // One of them has the stream, which tells of its picture.
    await until(() => elements.filter((one) => one.state!.pending_operations.length === 0).length >= 5);
    assert.equal(most, 1);
  });

  it('are one, too, on a page that has no locks', async () => {
    const refusal = refuse(navigator, 'locks');
    const { server } = await six();
    await until(() => server.streams > 0);
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal(server.streams, 1);
    refusal[Symbol.dispose]();
  });
});

describe('live updates of a page that may use', () => {
  const refusals: Record<string, () => Disposable[]> = {
    'no locks': () => [refuse(navigator, 'locks')],
    'locks only in name': () => [refuse(LockManager.prototype, 'request')],
    'no channels': () => [refuse(globalThis, 'BroadcastChannel')],
    'neither locks, channels nor storage': () => [
      refuse(navigator, 'locks'),
      refuse(globalThis, 'BroadcastChannel'),
      refuse(globalThis, 'localStorage'),
      refuse(globalThis, 'sessionStorage'),
      refuse(globalThis, 'indexedDB'),
    ],
  };
  for (const [what, refused] of Object.entries(refusals)) {
    it(`${what} arrive all the same`, async () => {
      const refusing = refused();
      const server = serve();
      const element = await mount({ live: 'auto' });
      await until(() => server.streams === 1);
      const changed = next(element, 'hatched-state-change');
      server.change(buddyState({ buddy: { name: 'Pippa' } }));
      assert.equal((await changed).state.buddy?.name, 'Pippa');
      element.remove();
      await until(() => server.streams === 0);
      for (const refusal of refusing) refusal[Symbol.dispose]();
    });
  }
});

describe('a stream that is held back on its way', () => {
  it('is found out, and polled instead, until it speaks', async () => {
    shortenWaits();
    const server = serve();
    const lines: ReadableStreamDefaultController<Uint8Array>[] = [];
    server.intercept = ({ path }) => {
      if (path !== 'stream') return undefined;
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => void lines.push(controller),
      });
      return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
    };
    const element = await mount({ live: 'auto' });
    await server.asked('state', 3);
    const changed = next(element, 'hatched-state-change');
    const state = buddyState({ version: 50, buddy: { name: 'Pippa' } });
    lines[0]!.enqueue(new TextEncoder().encode(`event: state\ndata: ${JSON.stringify(state)}\n\n`));
    assert.equal((await changed).state.buddy?.name, 'Pippa');
    element.remove();
    for (const line of lines) line.close();
  });

  it('that is no stream at all is not taken for one', async () => {
    shortenWaits();
    const server = serve();
    server.intercept = ({ path }) => (path === 'stream' ? new Response('<html>', { status: 200 }) : undefined);
    await mount({ live: 'auto' });
    await server.asked('stream', 2);
    await server.asked('state', 3);
  });
});
