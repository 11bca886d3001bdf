import { openStore, type StoreOptions } from './store/open.ts';
import type { Store } from './store/store.ts';
import { buddyMoveRepository, type BuddyMoves } from './buddies/migration/queries.ts';
import { buddyRepository, type Buddies } from './buddies/queries.ts';
import { configRepository, type Configs } from './workspace/configuration/queries.ts';
import { eggRepository, type Eggs } from './eggs/queries.ts';
import { eventRepository, type Events } from './events/queries.ts';
import { idempotencyRepository, type Idempotency } from './gate/idempotency/queries.ts';
import { keyRepository, type Keys } from './workspace/keys/queries.ts';
import { leaderboardRepository, type Leaderboards } from './leaderboards/queries.ts';
import { operationRepository, type Operations } from './pictures/operations/queries.ts';
import { keptPictures, type KeptPictures } from './pictures/kept/queries.ts';
import { assetRepository, imageRepository, type Assets, type Images } from './pictures/queries.ts';
import { queueRepository, type Queues } from './metrics/queries.ts';
import { sessionRepository, type Sessions } from './workspace/sessions/queries.ts';
import { releaseRepository, type Releases } from './releases/queries.ts';
import { settingRepository, type Settings } from './workspace/settings/queries.ts';
import { userRepository, type Users } from './workspace/users/queries.ts';
import { deliveryRepository, endpointRepository, type Deliveries, type Endpoints } from './webhooks/queries.ts';

/** The store, and every room's queries on its database. */
export interface Storage extends Store {
  readonly keys: Keys;
  readonly sessions: Sessions;
  readonly configs: Configs;
  readonly buddies: Buddies;
  readonly buddyMoves: BuddyMoves;
  readonly events: Events;
  readonly eggs: Eggs;
  readonly operations: Operations;
  readonly idempotency: Idempotency;
  readonly users: Users;
  readonly images: Images;
  readonly pictures: KeptPictures;
  readonly assets: Assets;
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly leaderboards: Leaderboards;
  readonly queues: Queues;
  readonly settings: Settings;
  readonly releases: Releases;
}

export async function openStorage(options: StoreOptions): Promise<Storage> {
  return withQueries(await openStore(options));
}

export function withQueries(store: Store): Storage {
  const { database } = store;
  return {
    ...store,
    keys: keyRepository(database),
    sessions: sessionRepository(database),
    configs: configRepository(database),
    buddies: buddyRepository(database),
    buddyMoves: buddyMoveRepository(database),
    events: eventRepository(database),
    eggs: eggRepository(database),
    operations: operationRepository(database),
    idempotency: idempotencyRepository(database),
    users: userRepository(database),
    images: imageRepository(database),
    pictures: keptPictures(database),
    assets: assetRepository(database),
    endpoints: endpointRepository(database),
    deliveries: deliveryRepository(database),
    leaderboards: leaderboardRepository(database),
    queues: queueRepository(database),
    settings: settingRepository(database),
    releases: releaseRepository(database),
  };
}
