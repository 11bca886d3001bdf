import { HatchedClient } from 'hatched-buddy/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LEARNER, LEARNERS } from '../../demo/lingua/learners.ts';
import { LINGUA, LINGUA_EVENTS } from '../../demo/lingua/rules/configuration.ts';
import { LANGUAGES as STUDIO_LANGUAGES } from '../../demo/studio/page/setup.ts';
import { validate } from '../../src/engine/index.ts';
import { LANGUAGES } from '../../src/widget/i18n/languages.ts';
import { startDemo, type Demo } from './support/demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.close());

test('the rules have no errors, and nothing that the guidance warns of', () => {
  expect(validate(LINGUA)).toEqual({ errors: [], warnings: [] });
  const said = [LINGUA.skills, LINGUA.tokens, LINGUA.badges, LINGUA.streaks, LINGUA.stages, LINGUA.items].flat();
  for (const { label } of said as { label: Record<string, string> }[]) {
    expect(Object.keys(label).sort(), JSON.stringify(label)).toEqual(['en', ...Object.keys(LANGUAGES)].sort());
    expect(Object.values(label).every(Boolean)).toBe(true);
  }
  expect([LINGUA.skills, LINGUA.badges, LINGUA.streaks, LINGUA.stages, LINGUA.items].map((all) => all!.length)).toEqual(
    [6, 8, 2, 5, 30],
  );
});

test('the learner has two weeks behind it, and much to come with two clicks', async () => {
  const token = await demo.visit(LEARNER);
  const before = await demo.state(token);
  expect(before.buddy).toMatchObject({
    user_id: LEARNER,
    name: 'Pip',
    stage: { number: 2 },
    appearance: { status: 'ready' },
  });
  expect(before.buddy.image.alt).toBe('Pip, a fledgling wearing a scarf, in front of a sunny meadow');
  expect(before.streaks[0]).toMatchObject({ count: 6, alive: true, ticked_this_period: false, next_milestone: 7 });
  expect(before.skills.every((skill: { value: number }) => skill.value > 0)).toBe(true);

  const { effects, state } = await demo.track(token, LINGUA_EVENTS.lesson);
  expect(effects).toMatchObject({
    badges_awarded: ['twenty_lessons', 'week_warrior'],
    streak_milestones: [{ streak_key: 'daily_lesson', milestone: 7 }],
  });
  expect(state.buddy.mood).toBe('proud');
  await demo.track(token, LINGUA_EVENTS.lesson);
  const { body: market } = await demo.server.call('GET', '/widget/marketplace', { as: token });
  const hat = market.items.find((item: { item_id: string }) => item.item_id === 'item_cowboy_hat');
  expect(hat).toMatchObject({ affordable: true, locked: false, owned: false });
  expect(before.buddy.coins).toBeLessThan(hat.price.amount);
});

test('a second start changes nothing', async () => {
  const before = await demo.state(await demo.visit(LEARNER));
  await demo.start();
  expect(await demo.state(await demo.visit(LEARNER))).toEqual(before);
});

test('every learner has a species, a stage and clothes of its own', async () => {
  const states = [];
  for (const { userId } of LEARNERS) states.push(await demo.state(await demo.visit(userId)));
  expect(states.map(({ buddy }) => [buddy.name, buddy.stage.number])).toEqual([
    ['Pip', 2],
    ['Cog', 3],
    ['Luna', 4],
  ]);
  expect(new Set(states.map(({ buddy }) => buddy.image.url)).size).toBe(LEARNERS.length);
  for (const [index, { equipped }] of states.entries()) {
    const worn = equipped.map(({ item_id }: { item_id: string }) => item_id).toSorted();
    expect(worn).toEqual(LEARNERS[index]!.bought.toSorted());
  }
  const { test: world, parts } = demo.server;
  const rows = await Promise.all(LEARNERS.map(({ userId }) => parts.store.buddies.ofUser(world, userId)));
  expect(new Set(rows.map(([row]) => row!.species)).size).toBe(LEARNERS.length);
});

test('what was done is in the log at the time when it was done, and what it earned in the ledger', async () => {
  const [pip] = await demo.server.parts.store.buddies.ofUser(demo.server.test, LEARNER);
  const days = new Set<string>();
  for await (const { occurredAt } of demo.client.events.list({ userId: LEARNER })) days.add(occurredAt.slice(0, 10));
  // Twelve of fourteen, and today.
  expect(days.size).toBe(13);
  const earned: number[] = [];
  for await (const { amount, currency } of demo.client.buddies.ledger(pip!.buddy_id)) {
    if (currency === 'coin') earned.push(amount);
  }
  expect(earned.reduce((sum, amount) => sum + amount, 0)).toBe(pip!.state.purses['coin']!.balance);
});

test('somebody who is visited twice at once is raised once', async () => {
  const alone = await startDemo();
  const tokens = await Promise.all(Array.from({ length: 4 }, () => alone.visit('noor')));
  const states = await Promise.all(tokens.map((token) => alone.state(token)));
  expect(new Set(states.map(({ buddy }) => buddy.buddy_id)).size).toBe(1);
  const { buddy: here } = await demo.state(await demo.visit('noor'));
  expect(states[0].buddy.coins).toBe(here.coins);
  expect(states[0].streaks[0].count).toBe(29);
  await alone.close();
});

test('a start that broke off is taken up again, wherever that was', async () => {
  const whole = await startDemo();
  const wanted = await whole.state(await whole.visit(LEARNER));
  await whole.close();

  const broken = await startDemo({ opened: false });
  let reached = 0;
  // Each time one call further.
  for (let calls = 0; ; calls++) {
    let left = calls;
    const breaking: typeof fetch = async (...call) => {
      if (left-- <= 0) throw new TypeError('as if the line was cut');
      return fetch(...call);
    };
    const options = { apiKey: broken.server.test.secret, baseUrl: await addressOf(broken), maxRetries: 0 };
    const failed = await broken.start(new HatchedClient({ ...options, fetch: breaking })).then(
      () => false,
      () => true,
    );
    if (!failed) break;
    reached++;
  }
  expect(reached).toBeGreaterThan(3);
  const state = await broken.state(await broken.visit(LEARNER));
  expect(state.buddy.coins).toBe(wanted.buddy.coins);
  expect(state.equipped).toEqual(wanted.equipped);
  expect(state.streaks).toEqual(wanted.streaks);
  await broken.close();
});

async function addressOf({ server }: Demo): Promise<string> {
  const { port } = server.app.server.address() as { port: number };
  return `http://127.0.0.1:${port}`;
}

test('a workspace with rules of its own is left alone', async () => {
  const own = await startDemo({ opened: false });
  await own.client.config.putDraft({ coin_rules: [], species: [{ key: 'owl' }], stages: [{ stage: 1, label: 'One' }] });
  const { configVersionId } = await own.client.config.publish();
  await own.start();
  expect(await own.server.parts.store.buddies.ofUser(own.server.test, LEARNER)).toEqual([]);
  const { data } = await own.client.config.versions();
  expect(data.map((version) => version.configVersionId)).toEqual([configVersionId]);
  // Who opens Lingua's page nevertheless has a buddy that lives by those rules.
  const { buddy } = await own.state(await own.visit(LEARNER));
  expect(buddy).toMatchObject({ name: 'Pip', coins: 0 });
  await own.close();
});

test.each([
  ['session', { user_id: 'somebody' }],
  ['session', {}],
  ['start-over', { user_id: 'mia', really: true }],
])('POST /demo/%s refuses what it does not know: %o', async (name, body) => {
  const answer = await demo.ask(name, body);
  expect(answer.status).toBe(400);
  expect(answer.body.error.message).toMatch(/user_id|additional properties/);
});

test('what the server refuses is said to the page, and the key is not', async () => {
  const keyless = await startDemo({ opened: false });
  const { status, body } = await keyless.ask('session', { user_id: 'mia' });
  expect([status, body.error.message]).toEqual([502, expect.stringMatching(/Publish a configuration/)]);
  expect(JSON.stringify(body)).not.toContain(keyless.server.test.secret);
  await keyless.close();
});

test('of the app the page alone is served, with the address of the server in it', async () => {
  const get = (url: string) => demo.lingua.app.inject({ url });
  const page = await get('/');
  const server = await addressOf(demo);
  expect(page.body).toContain(`src="${server}/hatched-buddy.js"`);
  expect(page.body).not.toContain('buddy.example.com');
  expect((await get('/lingua.css')).statusCode).toBe(200);
  for (const path of ['/app.ts', '/index.html', '/..%2fapp.ts', '/%2e%2e/main.ts', '/../../package.json']) {
    expect((await get(path)).statusCode, path).toBeGreaterThanOrEqual(400);
  }
});

test('the page and the studio offer every language that the element speaks', async () => {
  const spoken = ['en', ...Object.keys(LANGUAGES)].sort();
  const { body } = await demo.lingua.app.inject({ url: '/' });
  const [, list] = /<select name="lang">(.*?)<\/select>/s.exec(body)!;
  expect([...list!.matchAll(/value="(..)"/g)].map(([, lang]) => lang).sort()).toEqual(spoken);
  expect([...STUDIO_LANGUAGES].sort()).toEqual(spoken);
});

test('the server’s studio, and nobody else, may show the app and hear what it received', async () => {
  const server = await addressOf(demo);
  const local = server.replace('127.0.0.1', 'localhost');
  const policy = (await demo.lingua.app.inject({ url: '/' })).headers['content-security-policy'];
  expect(policy).toMatch(new RegExp(`frame-ancestors 'self' ${server} ${local}$`));
  for (const [origin, allowed] of [
    [server, server],
    [local, local],
    ['https://evil.example', undefined],
  ] as const) {
    const { headers } = await demo.lingua.app.inject({ url: '/lingua.svg', headers: { origin } });
    expect(headers['access-control-allow-origin'], origin).toBe(allowed);
  }
});
