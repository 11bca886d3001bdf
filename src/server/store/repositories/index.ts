import type { Database } from '../database.ts';
import type { Store } from '../store.ts';
import { buddyRepository } from './buddies.ts';
import { configRepository } from './configs.ts';
import { eggRepository } from './eggs.ts';
import { eventRepository } from './events.ts';
import { idempotencyRepository } from './idempotency.ts';
import { keyRepository } from './keys.ts';
import { leaderboardRepository } from './leaderboards.ts';
import { operationRepository } from './operations.ts';
import { assetRepository, imageRepository } from './pictures.ts';
import { queueRepository } from './queues.ts';
import { sessionRepository } from './sessions.ts';
import { settingRepository } from './settings.ts';
import { userRepository } from './users.ts';
import { deliveryRepository, endpointRepository } from './webhooks.ts';

export type Repositories = Omit<Store, 'kind' | 'change' | 'onCommit' | 'announceRevocation' | 'ping' | 'close'>;

export function repositories(db: Database): Repositories {
  return {
    keys: keyRepository(db),
    sessions: sessionRepository(db),
    configs: configRepository(db),
    buddies: buddyRepository(db),
    events: eventRepository(db),
    eggs: eggRepository(db),
    operations: operationRepository(db),
    idempotency: idempotencyRepository(db),
    users: userRepository(db),
    images: imageRepository(db),
    assets: assetRepository(db),
    endpoints: endpointRepository(db),
    deliveries: deliveryRepository(db),
    leaderboards: leaderboardRepository(db),
    queues: queueRepository(db),
    settings: settingRepository(db),
  };
}
