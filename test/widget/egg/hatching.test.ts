import { assert } from 'chai';
import { emulateMedia } from '@web/test-runner-commands';
import type { WidgetState } from '../../../src/contract/buddy/state.ts';
import type { WidgetCall } from '../../../src/widget/api/client.ts';
import { Hatch } from '../../../src/widget/egg/hatch.ts';
import { hatching } from '../../../src/widget/egg/hatching.ts';
import type { Session } from '../../../src/widget/session/session.ts';
import { buddyState } from '../../support/widget/fixtures.ts';
import { create, serve, until } from '../../support/widget/page.ts';

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

describe('the stage of an egg', () => {
  afterEach(() => emulateMedia({ reducedMotion: 'no-preference' }));

  it('keeps its height from the press to the newcomer’s name', async () => {
    await emulateMedia({ reducedMotion: 'reduce' });
    const image = { url: shape('white'), png_url: '', width: 512, height: 512, alt: 'An egg' };
    const choices = ['dragon', 'owl'].map((species) => ({ species, label: species, image }));
    const egg = { egg_id: 'egg_1', status: 'ready', image, warmth: { value: 5, target: 5 }, choices };
    const scopes = ['read', 'buddy:hatch', 'buddy:rename'];
    const seat = { ...buddyState(), buddy: null, evolution: null, scopes, egg } as unknown as WidgetState;
    const server = serve(seat);
    let answer!: (response: Response) => void;
    server.intercept = ({ path }) => {
      if (path === 'hatch') return new Promise((resolve) => (answer = resolve));
      return path.startsWith('operations/') ? Response.json({ status: 'succeeded' }) : undefined;
    };
    const element = create();
    document.body.append(element);
    const nest = () => element.shadowRoot!.querySelector('hatched-egg')?.shadowRoot;
    const stage = () => nest()!.querySelector('.stage')!.clientHeight;
    await until(() => nest()?.querySelector('.strong'));
    const heights = [stage()];
    nest()!.querySelector<HTMLElement>('.strong')!.click();
    await until(() => nest()!.querySelector('.opening'));
    heights.push(stage());
    server.state = buddyState({ version: 99, scopes: scopes as WidgetState['scopes'] });
    await element.refresh();
    answer(Response.json({ operation_id: 'op_1' }, { status: 202 }));
    await until(() => nest()!.querySelector('.newcomer form'));
    heights.push(stage());
    assert.deepEqual(heights, [heights[0], heights[0], heights[0]]);
  });
});

describe('an intent to hatch', () => {
  afterEach(() => {
    Reflect.deleteProperty(crypto, 'randomUUID');
  });

  it('has one key for all its tries, also on pages without TLS, which have no randomUUID', async () => {
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    const calls: WidgetCall[] = [];
    const client = {
      call: (call: WidgetCall) => {
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
