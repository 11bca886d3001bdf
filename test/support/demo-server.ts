import { test } from 'playwright/test';
import { type RealServer, startRealServer, temporaryDirectory } from './real-server.ts';

export interface DemoServer {
  readonly url: string;
  stop(): Promise<void>;
  /** Again on the same directory, after a stop. */
  start(environment?: Record<string, string>): Promise<void>;
}

/** A server with the demo workspace for the tests of a file; its directory goes away after them. */
export function demoServer(): DemoServer {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let server: RealServer;
  const start = async (environment: Record<string, string> = {}) => {
    server = await startRealServer({ DATA_DIR: directory.path, ...environment });
  };
  test.beforeAll(async () => {
    directory = await temporaryDirectory();
    await start();
  });
  test.afterAll(async () => {
    await server.stop();
    await directory.remove();
  });
  return {
    get url() {
      return server.url;
    },
    stop: () => server.stop(),
    start,
  };
}
