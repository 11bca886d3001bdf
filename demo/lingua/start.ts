import { HatchedClient } from 'hatched-buddy/sdk';
import { buildLingua } from './app.ts';
import { HOOKS } from './webhooks.ts';
import { openWorkspace } from './workspace.ts';

interface Place {
  /** Where the server is; `publicUrl` where browsers find it elsewhere. */
  serverUrl: string;
  publicUrl?: string | undefined;
  secretKey: string;
  host: string;
  port: number;
  /** Where browsers and the server find this app. */
  url: string;
  now?: () => number;
}

export interface RunningLingua {
  url: string;
  close(): Promise<void>;
}

/**
 * Starts Lingua beside a server that runs already; answers once it can be opened. Its rules and its first learner follow:
 * whoever visits meanwhile waits for them, and where they could not be had, the next visit tries again.
 */
export async function startLingua({
  serverUrl,
  publicUrl,
  secretKey,
  host,
  port,
  url,
  now = Date.now,
}: Place): Promise<RunningLingua> {
  const client = new HatchedClient({ apiKey: secretKey, baseUrl: serverUrl });
  const server = new URL(publicUrl ?? serverUrl).origin;
  const opened = untilDone(async () => {
    await openWorkspace(client, now);
    // Afterwards: of what is past no webhooks are sent.
    await inbox.register(client, `${url}${HOOKS}`);
  });
  const { app, inbox } = await buildLingua({ client, server, url, opened, now });
  await app.listen({ host, port });
  let isClosed = false;
  opened().catch((error: unknown) => {
    if (!isClosed)
      console.error(`  Lingua has no learners yet: ${error instanceof Error ? error.message : String(error)}\n`);
  });
  return {
    url,
    close() {
      isClosed = true;
      return app.close();
    },
  };
}

/** Done once, for all who wait; where it failed, once more for who comes next. */
function untilDone(work: () => Promise<void>): () => Promise<void> {
  let doing: Promise<void> | undefined;
  return () => {
    doing ??= work().catch((error: unknown) => {
      doing = undefined;
      throw error;
    });
    return doing;
  };
}
