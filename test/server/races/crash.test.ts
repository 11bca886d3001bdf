import { expect, test } from 'vitest';
import { DATABASE_KINDS } from '../../support/databases.ts';
import { crash } from './crash.ts';

/** `npm run crash` does the same in twenty rounds. */
test.each(DATABASE_KINDS)(
  'killed three times under load on %s, nothing acknowledged is lost and nothing done twice',
  async (kind) => {
    const report = await crash(kind, 3);
    expect(report).toMatchObject({ rounds: 3, lost: [], disagreements: [] });
    expect(report.acknowledged).toBeGreaterThan(100);
  },
);
