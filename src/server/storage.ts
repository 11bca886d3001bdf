import { openStore, type StoreOptions } from './store/open.ts';
import type { Store } from './store/store.ts';
import { buddyMoveQueries } from './buddies/migration/queries.ts';
import { buddyQueries } from './buddies/queries.ts';
import { configQueries } from './workspace/configuration/queries.ts';
import { eggQueries } from './eggs/queries.ts';
import { eventQueries } from './events/queries.ts';
import { idempotencyQueries } from './gate/idempotency/queries.ts';
import { keyQueries } from './workspace/keys/queries.ts';
import { leaderboardQueries } from './leaderboards/queries.ts';
import { operationQueries } from './pictures/operations/queries.ts';
import { keptPictureQueries } from './pictures/kept/queries.ts';
import { assetQueries, imageQueries } from './pictures/queries.ts';
import { queueQueries } from './metrics/queries.ts';
import { sessionQueries } from './workspace/sessions/queries.ts';
import { releaseQueries } from './releases/queries.ts';
import { settingQueries } from './workspace/settings/queries.ts';
import { userQueries } from './workspace/users/queries.ts';
import { deliveryQueries, endpointQueries } from './webhooks/queries.ts';

/** The store, and every room's queries on its database. */
export type Storage = Readonly<ReturnType<typeof withQueries>>;

export async function openStorage(options: StoreOptions): Promise<Storage> {
  return withQueries(await openStore(options));
}

export function withQueries(store: Store) {
  const { database } = store;
  return {
    ...store,
    keys: keyQueries(database),
    sessions: sessionQueries(database),
    configs: configQueries(database),
    buddies: buddyQueries(database),
    buddyMoves: buddyMoveQueries(database),
    events: eventQueries(database),
    eggs: eggQueries(database),
    operations: operationQueries(database),
    idempotency: idempotencyQueries(database),
    users: userQueries(database),
    images: imageQueries(database),
    pictures: keptPictureQueries(database),
    assets: assetQueries(database),
    endpoints: endpointQueries(database),
    deliveries: deliveryQueries(database),
    leaderboards: leaderboardQueries(database),
    queues: queueQueries(database),
    settings: settingQueries(database),
    releases: releaseQueries(database),
  };
}
