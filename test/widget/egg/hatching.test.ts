import { assert } from 'chai';
import { emulateMedia } from '@web/test-runner-commands';
import type { Call } from '../../../src/widget/api/client.ts';
import { Hatch } from '../../../src/widget/egg/hatch.ts';
import { hatching } from '../../../src/widget/egg/hatching.ts';
import type { Session } from '../../../src/widget/session/session.ts';

const shape = (fill: string) =>
  `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="${fill}"/></svg>`)}`;
const NEWCOMER = { figure: shape('green'), blink: shape('red'), wave: shape('blue'), alt: 'Pip, a hatchling' };

function stageOf(): { stage: HTMLElement; egg: HTMLImageElement } {
  const stage = document.createElement('div');
  const egg = document.createElement('img');
  egg.setAttribute('part', 'image');
  egg.src = shape('white');
  stage.append(egg);
  document.body.replaceChildren(stage);
  return { stage, egg };
}

describe('a hatching', () => {
  afterEach(() => emulateMedia({ reducedMotion: 'no-preference' }));

  it('ends with a newcomer that waves', async () => {
    const { stage, egg } = stageOf();
    await hatching(stage, Promise.resolve(NEWCOMER), new AbortController().signal);
    assert.equal(egg.src, NEWCOMER.wave);
    assert.equal(egg.alt, NEWCOMER.alt);
    assert.isAtLeast(stage.querySelectorAll('.confetti').length, 40);
  });

  it('ends as it would where somebody goes on at once', async () => {
    const { stage, egg } = stageOf();
    const skip = new AbortController();
    const shown = hatching(stage, Promise.resolve(NEWCOMER), skip.signal);
    skip.abort();
    await shown;
    assert.equal(egg.src, NEWCOMER.wave);
    assert.lengthOf(stage.querySelectorAll('.confetti, .crack'), 0);
  });

  it('is three stills where less motion is asked for, and shows who does not wave', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const { stage, egg } = stageOf();
    await hatching(stage, Promise.resolve({ ...NEWCOMER, wave: null }), new AbortController().signal);
    assert.equal(egg.src, NEWCOMER.figure);
    assert.lengthOf(stage.getAnimations({ subtree: true }), 0);
  });
});

describe('an intent to hatch', () => {
  afterEach(() => {
    Reflect.deleteProperty(crypto, 'randomUUID');
  });

  it('has one key for all its tries, also on pages without TLS, which have no randomUUID', async () => {
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    const calls: Call[] = [];
    const client = {
      call: (call: Call) => {
        calls.push(call);
        return Promise.resolve({ operation_id: 'op_1', status: 'succeeded' });
      },
    };
    const hatch = new Hatch({ client, load: () => Promise.resolve() } as unknown as Session);
    await hatch.open('owl');
    await hatch.open('owl');
    const keys = calls.flatMap(({ headers }) => headers?.['idempotency-key'] ?? []);
    assert.lengthOf(keys, 2);
    assert.match(keys[0]!, /\d/);
    assert.equal(keys[0], keys[1]);
  });
});
