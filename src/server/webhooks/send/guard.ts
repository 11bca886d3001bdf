import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { buildConnector } from 'undici';
import { isPublicAddress } from './addresses.ts';

/** The address must not be connected to. The message is for the operator. */
export class RefusedAddress extends Error {
  constructor(host: string, address: string) {
    super(
      host === address ? `${address} is not a public address.` : `${host} leads to ${address}, which is not public.`,
    );
    this.name = 'RefusedAddress';
  }
}

/** Answers every address of a name. */
export type LookupAll = (
  host: string,
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

interface GuardOptions {
  /** Allow loopback and private addresses. */
  allowPrivate: boolean;
  connectMs: number;
  lookup?: LookupAll | undefined;
}

export interface AddressGuard {
  connect: buildConnector.connector;
  /** Whether the socket that this error ended was opened before `time` (`performance.now()`): then it was a reused one. */
  wasOpenBefore(error: unknown, time: number): boolean;
}

/**
 * A connector that checks three times: an address in the URL, all addresses of a name, and the address of the open socket. A
 * lookup hook alone never sees addresses in URLs.
 */
export function createGuard({ allowPrivate, connectMs, lookup = systemAddresses }: GuardOptions): AddressGuard {
  const opened = new WeakMap<object, number>();
  const openPorts = new Map<number, number>();
  const guarded = shared(lookup);
  const connect = buildConnector({
    timeout: connectMs,
    allowH2: false,
    lookup: lookupOf(guarded, allowPrivate),
  });

  function remember(socket: Socket): void {
    const time = performance.now();
    const port = socket.localPort;
    if (port !== undefined) openPorts.set(port, time);
    socket.prependListener('error', (error) => opened.set(error, time));
    // After the handlers of the error that closed it, which may ask `wasOpenBefore`.
    socket.once('close', () => setImmediate(() => port !== undefined && openPorts.delete(port)));
  }

  return {
    connect(options, callback) {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (!allowPrivate && isIP(host) && !isPublicAddress(host)) {
        return callback(new RefusedAddress(host, host), null);
      }
      connect(options, (error, socket) => {
        if (error) return callback(error, null);
        const dialled = socket.remoteAddress;
        if (!allowPrivate && (dialled === undefined || !isPublicAddress(dialled))) {
          const refused = new RefusedAddress(host, dialled ?? 'nowhere');
          socket.destroy();
          return callback(refused, null);
        }
        remember(socket);
        callback(null, socket);
      });
    },
    wasOpenBefore(error, time) {
      if (typeof error !== 'object' || error === null) return false;
      const port = (error as { socket?: { localPort?: number } }).socket?.localPort;
      const since = opened.get(error) ?? (port === undefined ? undefined : openPorts.get(port));
      return since !== undefined && since < time;
    },
  };
}

function lookupOf(lookup: LookupAll, allowPrivate: boolean): LookupFunction {
  return (host, options, done) => {
    lookup(host, (error, found) => {
      const addresses = error ? [] : ofFamily(found, options.family);
      const [first] = addresses;
      if (error) return done(error, '', 0);
      if (!first) return done(Object.assign(new Error(`${host} has no address.`), { code: 'ENOTFOUND' }), '', 0);
      // One refused address among them is enough: the next connection may go to it.
      const refused = allowPrivate ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      if (refused) return done(new RefusedAddress(host, refused.address), '', 0);
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function ofFamily(addresses: LookupAddress[], family: unknown): LookupAddress[] {
  const wanted = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family;
  return wanted === 4 || wanted === 6 ? addresses.filter((one) => one.family === wanted) : addresses;
}

const systemAddresses: LookupAll = (host, done) => systemLookup(host, { all: true }, done);

/** Lookups of the same name share an answer: a slow name server occupies one thread of the pool, not all four. */
function shared(lookup: LookupAll): LookupAll {
  const asking = new Map<string, Parameters<LookupAll>[1][]>();
  return (host, done) => {
    const others = asking.get(host);
    if (others) return void others.push(done);
    const waiting = [done];
    asking.set(host, waiting);
    lookup(host, (error, addresses) => {
      asking.delete(host);
      for (const tell of waiting) tell(error, addresses);
    });
  };
}
