import { HatchedClient } from 'hatched-buddy/sdk';
import { buildLingua } from './app.ts';
import { HOOKS } from './webhooks.ts';
import { openWorkspace } from './workspace.ts';

export interface Place {
  /** Where the server is; `publicUrl` where browsers find it elsewhere. */
  serverUrl: string;
  publicUrl?: string | undefined;
  secretKey: string;
  host: string;
  port: number;
  /** Where browsers and the server find this app. */
  url: string;
}

export interface RunningLingua {
  url: string;
  close(): Promise<void>;
}

/** Starts Lingua beside a server that runs already; answers once it can be opened. */
export async function startLingua({ serverUrl, publicUrl, secretKey, host, port, url }: Place): Promise<RunningLingua> {
  const client = new HatchedClient({ apiKey: secretKey, baseUrl: serverUrl });
  await openWorkspace(client, Date.now);
  const { app, inbox } = await buildLingua({ client, server: new URL(publicUrl ?? serverUrl).origin, url });
  await app.listen({ host, port });
  await inbox.register(client, `${url}${HOOKS}`);
  return { url, close: () => app.close() };
}
