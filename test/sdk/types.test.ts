import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { sdkTypes } from '../../src/build/types/sdk-types.ts';

const FILE = new URL('../../src/sdk/types.ts', import.meta.url).pathname;

test('the types are what the contract says (`npx vitest run -u test/sdk/types.test.ts` writes them anew)', async () => {
  const written = await format(sdkTypes(), { ...(await resolveConfig(FILE)), parser: 'typescript' });
  await expect(written).toMatchFileSnapshot(FILE);
});
