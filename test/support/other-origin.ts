import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site extends AsyncDisposable {
  url: string;
  close(): void;
}

/** A page on an origin of its own. */
export async function serve(body: string, policy = '', headers: Record<string, string> = {}): Promise<Site> {
  const site = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(policy && { 'content-security-policy': policy }),
      ...headers,
    });
    response.end(body);
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const close = () => {
    site.closeAllConnections();
    site.close();
  };
  return {
    url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/`,
    close,
    [Symbol.asyncDispose]: () => Promise.resolve(close()),
  };
}
