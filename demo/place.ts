import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

const WILDCARDS = new Set(['0.0.0.0', '::']);

/** Where Lingua listens: beside the server, on the port after its own, on LINGUA_PORT, or on one that is free. */
export async function linguaPlace(
  environment: NodeJS.ProcessEnv,
): Promise<{ host: string; port: number; url: string }> {
  const host = environment['HOST'] || '127.0.0.1';
  const besides = Number(environment['PORT'] || 8787);
  const port = Number(environment['LINGUA_PORT']) || (besides === 0 ? await freePort() : besides + 1);
  const name = WILDCARDS.has(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return { host, port, url: environment['LINGUA_URL'] || `http://${name}:${port}` };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
