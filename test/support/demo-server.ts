import { test } from 'playwright/test';
import { startWithLingua, temporaryDirectory } from './real-server.ts';

export interface DemoServer {
  readonly url: string;
  /** Where Lingua is. */
  readonly app: string;
  stop(): Promise<void>;
  /** Again on the same directory and the same ports, after a stop. */
  start(): Promise<void>;
}

/** A server with Lingua beside it for the tests of a file; its directory goes away after them. */
export function demoServer(): DemoServer {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let server: Awaited<ReturnType<typeof startWithLingua>>;
  let ports: Record<string, string> = {};
  const start = async () => {
    server = await startWithLingua({ DATA_DIR: directory.path, ...ports });
    ports = { PORT: new URL(server.url).port, LINGUA_PORT: new URL(server.app).port };
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
    get app() {
      return server.app;
    },
    stop: () => server.stop(),
    start,
  };
}
