import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamMessages } from '../../../src/widget/live/event-stream.ts';

/** Reads a text that arrives in pieces cut at the given places. */
async function read(text: string, cuts: number[] = []): Promise<{ event: string; data: string }[]> {
  const bytes = new TextEncoder().encode(text);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      places.forEach((place, index) => {
        if (index > 0) controller.enqueue(bytes.slice(places[index - 1], place));
      });
      controller.close();
    },
  });
  return Array.fromAsync(streamMessages(body));
}

describe('streamMessages', () => {
  it('reads events, comments and data of several lines', async () => {
    expect(
      await read(': hello\n\nevent: state\nid: 7\ndata: {"a":1}\n\ndata: one\ndata: two\n\nevent: empty\n\n'),
    ).toEqual([
      { event: 'comment', data: 'hello' },
      { event: 'state', data: '{"a":1}' },
      { event: 'message', data: 'one\ntwo' },
    ]);
  });

  it('keeps nothing of an event that was cut off', async () => {
    expect(await read('event: state\ndata: {"a"')).toEqual([]);
  });

  it('reads the same however the bytes are cut, letters of many bytes included', async () => {
    const text = 'event: state\r\ndata: Grüße, متجر 🎧\r\n\r\n: still here\n\nevent: expired\ndata: {}\n\n';
    const whole = await read(text);
    expect(whole).toHaveLength(3);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(), { maxLength: 12 }), async (cuts) => {
        expect(await read(text, cuts)).toEqual(whole);
      }),
    );
  });
});
