import { once } from 'node:events';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { startLine, type Line } from '../../support/line.ts';

/** A way to a server that can be disturbed. */
export interface DistantLine extends Pick<Line, 'hang' | 'goOn' | 'cut' | 'mend'> {
  /** The address of the server, by this way. */
  url: string;
  close(): Promise<void>;
}

type Word = 'hang' | 'goOn' | 'cut' | 'mend';

/** In a thread of its own: what passes through must not wait until whoever makes the load has time. */
export async function startDistantLine(target: string, default_port: number): Promise<DistantLine> {
  const worker = new Worker(new URL(import.meta.url));
  worker.postMessage({ target, default_port });
  const [port] = (await once(worker, 'message')) as [number];
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  const say = (word: Word) => () => worker.postMessage(word);
  return {
    url: url.href,
    hang: say('hang'),
    goOn: say('goOn'),
    cut: say('cut'),
    mend: say('mend'),
    close: async () => void (await worker.terminate()),
  };
}

async function serveLine(): Promise<void> {
  const [{ target, default_port }] = (await once(parentPort!, 'message')) as [{ target: string; default_port: number }];
  const line = await startLine(new URL(target), default_port);
  parentPort!.on('message', (word: Word) => line[word]());
  parentPort!.postMessage(line.port);
}

if (!isMainThread) await serveLine();
