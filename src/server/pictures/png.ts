import { LRUCache } from 'lru-cache';
import { Refusal } from '../../contract/errors.ts';
import type { Millis } from '../../engine/types.ts';
import { networkOf } from '../gate/networks.ts';
import { freshFor, ofBytes } from '../lru.ts';
import { drawPng, Undrawable } from './rasterise/rasterise.ts';

const MOST_BYTES = 32 * 1024 * 1024;
/** A picture that takes too long would take as long the next time. */
const REMEMBER_FAILURE_MS = 600_000;
const MOST_FAILURES = 1000;
/** Pictures of one network that may wait at a time: one process draws for everybody. */
export const MOST_WAITING_EACH = 8;

export interface PngRequest {
  /** Which picture: the same is drawn once. */
  name: string;
  svg: Buffer;
  /** In pixels. */
  width: number;
  /** The caller's IP address. */
  address: string;
}

export interface PngMaker {
  /** Whether it is in memory, or being drawn. */
  has(wanted: Pick<PngRequest, 'name' | 'width'>): boolean;
  /** @throws Undrawable, or a Refusal where too many wait */
  png(wanted: PngRequest): Promise<Buffer>;
}

/** Turns pictures into PNG, keeps the last ones, and remembers those that cannot be drawn. */
export function createPngMaker(clock: () => Millis): PngMaker {
  const kept = new LRUCache<string, Buffer>(ofBytes(MOST_BYTES));
  const failures = new LRUCache<string, Undrawable>({ max: MOST_FAILURES, ...freshFor(REMEMBER_FAILURE_MS, clock) });
  const drawing = new Map<string, Promise<Buffer>>();
  /** By name: other sizes of a picture wait for it, so that a picture that cannot be drawn is tried once. */
  const lastOf = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, number>();

  async function draw({ name, svg, width }: PngRequest): Promise<Buffer> {
    await lastOf.get(name);
    const failure = failures.get(name);
    if (failure) throw failure;
    try {
      return await drawPng(svg.toString(), width);
    } catch (error) {
      if (error instanceof Undrawable) failures.set(name, error);
      throw error;
    }
  }

  function begin(wanted: PngRequest, key: string): Promise<Buffer> {
    const leave = enter(networkOf(wanted.address));
    const drawn = draw(wanted);
    const { name } = wanted;
    drawing.set(key, drawn);
    const ended = drawn.then(
      (png) => kept.set(key, png),
      () => undefined, // `drawn` rejects with it
    );
    lastOf.set(name, ended);
    void ended.then(() => {
      leave();
      drawing.delete(key);
      if (lastOf.get(name) === ended) lastOf.delete(name);
    });
    return drawn;
  }

  function enter(network: string): () => void {
    const count = waiting.get(network) ?? 0;
    if (count >= MOST_WAITING_EACH) {
      const message = `${MOST_WAITING_EACH} pictures of this address are being drawn already. Ask for this one when they have come.`;
      throw new Refusal('rate_limited', message);
    }
    waiting.set(network, count + 1);
    return () => {
      const left = waiting.get(network)! - 1;
      if (left === 0) waiting.delete(network);
      else waiting.set(network, left);
    };
  }

  return {
    has: ({ name, width }) => kept.has(`${name} ${width}`) || drawing.has(`${name} ${width}`),
    async png(wanted) {
      const key = `${wanted.name} ${wanted.width}`;
      return kept.get(key) ?? drawing.get(key) ?? begin(wanted, key);
    },
  };
}
