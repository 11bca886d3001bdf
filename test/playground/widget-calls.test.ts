import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Configuration } from '../../src/contract/configuration/configuration.ts';
import { LESSONS } from '../support/lessons.ts';
import { type Backend, comparable, inThePage, realServer } from './support/backends.ts';

/** Every call of the element, to the server and to the playground: the second is no mock of the first. */

const HOUR = 3_600_000;
const CONFIG: Configuration = {
  ...LESSONS,
  hatching: { ready_after: 2, choices: 2 },
  species: [{ key: 'owl' }, { key: 'robot' }],
};
/** One species: the server chooses by the user's id. */
const ONE: Configuration = { ...CONFIG, species: [{ key: 'owl' }], hatching: { ready_after: 2 } };

/** All of it, said in two languages. */
const TWO_LANGUAGES = JSON.parse(JSON.stringify(ONE), (name, value: unknown) =>
  (name === 'label' || name === 'description') && typeof value === 'string'
    ? { en: value, de: `${value} auf Deutsch` }
    : value,
) as Configuration;

type Step = [what: string, does: (on: Backend) => Promise<unknown>];
const call =
  (...args: Parameters<Backend['call']>) =>
  (on: Backend) =>
    on.call(...args);
const lesson = (id: string, properties?: object) =>
  call('POST', 'track', { body: { event_id: id, type: 'lesson', ...(properties && { properties }) } });
const state = call('GET', 'state');
const operationOf = async (on: Backend): Promise<string> =>
  (await on.call('GET', 'state')).body.pending_operations[0].operation_id;

/** A life from the egg on. */
const LIFE: Step[] = [
  ['an egg', state],
  ['no shop yet', call('GET', 'marketplace')],
  ['not ready', call('POST', 'hatch', { body: {} })],
  ['an event warms it', lesson('a')],
  ['another makes it ready', lesson('b')],
  ['ready', state],
  ['hatching', call('POST', 'hatch', { body: { name: 'Pip' } })],
  ['alive, picture to come', state],
  ['drawn', (on) => on.draw()],
  ['picture there', state],
  ['a third lesson', lesson('c')],
  ['the same again', lesson('c')],
  ['of another type', call('POST', 'track', { body: { event_id: 'd', type: 'unheard_of' } })],
  ['the shop', call('GET', 'marketplace')],
  ['no money for the wand', call('POST', 'marketplace/purchases', { body: { item_id: 'wand' }, key: 'k0' })],
  ['locked', call('POST', 'marketplace/purchases', { body: { item_id: 'medal' }, key: 'k1' })],
  ['unknown', call('POST', 'marketplace/purchases', { body: { item_id: 'nothing' }, key: 'k2' })],
  ['what it would cost', call('POST', 'marketplace/purchases?dry_run=true', { body: { item_id: 'hat' }, key: 'k3' })],
  ['bought', call('POST', 'marketplace/purchases', { body: { item_id: 'hat' }, key: 'k4' })],
  ['the retry buys nothing', call('POST', 'marketplace/purchases', { body: { item_id: 'hat' }, key: 'k4' })],
  ['the key for another', call('POST', 'marketplace/purchases', { body: { item_id: 'cap' }, key: 'k4' })],
  ['owned already', call('POST', 'marketplace/purchases', { body: { item_id: 'hat' }, key: 'k5' })],
  ['for nothing', call('POST', 'marketplace/purchases', { body: { item_id: 'glasses' }, key: 'k6' })],
  ['tried on', call('GET', 'preview?equip=boots,hat,cap')],
  ['tried on what is not there', call('GET', 'preview?equip=nothing')],
  ['not owned', call('PUT', 'equipment', { body: { equip: ['boots'] } })],
  ['put on', call('PUT', 'equipment', { body: { equip: ['hat', 'glasses'] } })],
  ['the operation', async (on) => on.call('GET', `operations/${await operationOf(on)}`)],
  ['drawn again', (on) => on.draw()],
  ['dressed', state],
  ['nothing to change', call('PUT', 'equipment', { body: { equip: ['hat'] } })],
  ['taken off', call('PUT', 'equipment', { body: { unequip: ['glasses'] } })],
  ['an operation that is none', call('GET', 'operations/op_00000000000000000000000000')],
  ['drawn a third time', (on) => on.draw()],
  ['draw it again', call('POST', 'appearance/rerender')],
  ['drawn a fourth time', (on) => on.draw()],
  ['a name', call('PATCH', 'buddy', { body: { name: 'Ada' } })],
  ['this week', call('GET', 'leaderboards/week')],
  ['ever', call('GET', 'leaderboards/ever')],
  ['no such board', call('GET', 'leaderboards/none')],
  ['the next day', (on) => on.advance(24 * HOUR)],
  ['a lesson there', lesson('e')],
  ['the evening after', (on) => on.advance(31 * HOUR)],
  ['sleepy', (on) => on.draw()],
  ['its state', state],
  ['a treasure', call('POST', 'track', { body: { event_id: 'f', type: 'treasure', properties: { deep: { er: 1 } } } })],
  ['two days later', (on) => on.advance(48 * HOUR)],
  ['the streak has burned', (on) => on.draw()],
  ['its state then', state],
];

test.each([
  ['in the only language', ONE, 'en'],
  ['in the visitor’s own of two', TWO_LANGUAGES, 'de-AT, en;q=0.5'],
])('a life is answered alike, call by call, %s', async (_, config, language) => {
  const [server, page] = [await realServer(config, language), await inThePage(config, language)];
  try {
    for (const [what, does] of LIFE) {
      const [told, played] = [await does(server), await does(page)];
      expect(await comparable(page, played), what).toEqual(await comparable(server, told));
    }
  } finally {
    await Promise.all([server.close(), page.close()]);
  }
});

describe.each([
  ['the server', realServer],
  ['the playground', inThePage],
])('%s', (_, start) => {
  let on: Backend;
  beforeEach(async () => {
    on = await start(CONFIG);
  });
  afterEach(() => on.close());

  test('an egg offers its choices, and hatches into the chosen one', async () => {
    const { egg } = (await on.call('GET', 'state')).body;
    expect(egg.choices).toHaveLength(2);
    await on.ready();
    const [, other] = egg.choices;
    expect(await on.call('POST', 'hatch', { body: { species: 'dragon' } })).toMatchObject({ status: 422 });
    const { status, body } = await on.call('POST', 'hatch', { body: { species: other.species } });
    expect(status).toBe(202);
    // Asking again joins the hatching that goes on.
    expect((await on.call('POST', 'hatch', { body: {} })).body).toEqual(body);
    await on.draw();
    const ended = (await on.call('GET', `operations/${body.operation_id}`)).body;
    expect(ended).toMatchObject({ type: 'hatch', status: 'succeeded', error: null });
  });

  test('without the scope the call is refused, and who may not read is shown nothing', async () => {
    await on.ready();
    await on.call('POST', 'hatch', { body: {} });
    await on.draw();
    await on.allow(['events:track']);
    expect((await on.call('GET', 'state')).body.error.code).toBe('missing_scope');
    expect((await on.call('PATCH', 'buddy', { body: { name: 'No' } })).status).toBe(403);
    const tracked = await on.call('POST', 'track', { body: { event_id: 'x', type: 'lesson' } });
    expect(tracked).toMatchObject({ status: 200, body: { effects: { coins: 10 } } });
    expect(tracked.body.state).toBeUndefined();
  });

  test('a purchase needs a key', async () => {
    const { status, body } = await on.call('POST', 'marketplace/purchases', { body: { item_id: 'hat' } });
    expect([status, body.error.code]).toEqual([400, 'bad_request']);
  });

  test('every answer tells the time', async () => {
    const before = Date.parse((await on.call('GET', 'state')).now);
    await on.advance(90_000);
    expect(Date.parse((await on.call('GET', 'state')).now) - before).toBe(90_000);
  });
});
