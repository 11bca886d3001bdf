import { afterAll, beforeAll, expect, test } from 'vitest';
import { draw } from '../../../src/server/pictures/draw.ts';
import { LESSONS } from '../../support/lessons.ts';
import { startPlayground, type Playground } from '../../support/playground.ts';

let server: Playground;
beforeAll(async () => {
  server = await startPlayground(LESSONS);
});
afterAll(() => server.close());

async function rowOf(buddy_id: string) {
  return (await server.parts.store.buddies.byId(server.test, buddy_id))!;
}

test('who looks the same is drawn once, whoever looks different is not taken for them', async () => {
  const [ada, bob] = [await server.hatch(), await server.hatch()];
  const [one, other] = [await rowOf(ada.buddy_id), await rowOf(bob.buddy_id)];
  const config = await server.parts.configs.get(one.config_version_id!);
  const first = await draw(server.parts, one, config, 'calm');
  expect((await draw(server.parts, other, config, 'calm')).picture).toBe(first.picture);
  const different = [
    await draw(server.parts, other, config, 'sleepy'),
    await draw(server.parts, { ...other, state: { ...other.state, equipped: ['glasses'] } }, config, 'calm'),
    await draw(server.parts, { ...other, state: { ...other.state, stage: 2 } }, config, 'calm'),
  ];
  const wholes = new Set([first, ...different].map(({ picture }) => picture.hash));
  expect(wholes.size).toBe(4);
  await server.publish({ ...LESSONS, species: [{ key: 'dragon' }] });
  const later = await rowOf((await server.hatch()).buddy_id);
  const dragon = await draw(server.parts, later, await server.parts.configs.get(later.config_version_id!), 'calm');
  expect(wholes.has(dragon.picture.hash)).toBe(false);
});
