import type { Effects } from '../../../../src/contract/events.ts';
import { idMaker } from '../../../../src/server/ids.ts';
import type {
  AssetRow,
  BuddyRow,
  ConfigRow,
  DeliveryRow,
  EggRow,
  EndpointRow,
  EventRow,
  IdempotencyRow,
  KeyRow,
  LedgerRow,
  OperationRow,
  PurchaseRow,
  Seat,
  SessionRow,
  SnapshotRow,
  World,
} from '../../../../src/server/store/rows.ts';

export const NOW = Date.UTC(2026, 0, 15, 12);
export const ids = idMaker(() => NOW);

export function newWorld(mode: World['mode'] = 'test'): World {
  return { customer_id: ids('customer'), mode };
}

let seats = 0;
export function newSeat(audience = 'default'): Seat {
  return { user_id: `user_${++seats}`, audience };
}

export const effectsOf = (coins: number): Effects => ({
  coins,
  badges_awarded: [],
  badges_ready: [],
  tokens: [],
  evolution_ready: false,
  streak_milestones: [],
  skills: [],
  streaks: [],
});

export function ledgerRow(buddy: BuddyRow, seq: number, amount: number, balance: number): LedgerRow {
  return {
    ledger_id: ids('ledger'),
    buddy_id: buddy.buddy_id,
    currency: 'coin',
    seq,
    amount,
    balance_after: balance,
    reason: 'test',
    source: { type: 'event' },
    reference_id: null,
    request_id: 'req',
    config_version_id: null,
    created_at: NOW,
  };
}

export function eventRow(buddy: BuddyRow, eventId: string, coins: number, more: Partial<EventRow> = {}): EventRow {
  return {
    customer_id: buddy.customer_id,
    mode: buddy.mode,
    event_id: eventId,
    evt_id: ids('event'),
    user_id: buddy.user_id,
    audience: buddy.audience,
    type: 'lesson',
    properties: { score: 0.7, text: 'ä "quoted" \\ \u0000 {a,b}' },
    occurred_at: NOW,
    received_at: NOW,
    buddy_id: buddy.buddy_id,
    effects: effectsOf(coins),
    config_version_id: null,
    explanation: null,
    request_id: 'req',
    ...more,
  };
}

export function eggRow(world: World, seat: Seat, more: Partial<EggRow> = {}): EggRow {
  return {
    ...world,
    ...seat,
    egg_id: ids('egg'),
    status: 'waiting',
    species: 'dragon',
    buddy_id: null,
    config_version_id: ids('config'),
    warmth: 0,
    replay: null,
    metadata: { from: 'test' },
    created_at: NOW,
    updated_at: NOW,
    ...more,
  };
}

export function operationRow(buddy: BuddyRow, more: Partial<OperationRow> = {}): OperationRow {
  return {
    customer_id: buddy.customer_id,
    mode: buddy.mode,
    operation_id: ids('operation'),
    buddy_id: buddy.buddy_id,
    type: 'equip',
    status: 'pending',
    input: {},
    result: null,
    error: null,
    request_id: 'req',
    leased_until: null,
    created_at: NOW,
    completed_at: null,
    ...more,
  };
}

export function endpointRow(world: World, more: Partial<EndpointRow> = {}): EndpointRow {
  return {
    ...world,
    endpoint_id: ids('endpoint'),
    url: 'https://example.com/hook',
    events: ['*'],
    format: 'raw',
    description: '',
    active: true,
    retry: 'standard',
    recover: false,
    secrets: [{ secret: 'sealed', expires_at: null }],
    disabled: null,
    silent_since: null,
    failures: 0,
    clock_skew_ms: null,
    created_at: NOW,
    ...more,
  };
}

export function deliveryRow(world: World, endpointId: string, more: Partial<DeliveryRow> = {}): DeliveryRow {
  return {
    ...world,
    delivery_id: ids('delivery'),
    endpoint_id: endpointId,
    buddy_id: null,
    event: 'coin.earned',
    event_id: null,
    evt_id: null,
    payload: { amount: 1 },
    status: 'pending',
    next_attempt_at: NOW,
    priority: 0,
    tries: 0,
    ended_at: null,
    attempts: [],
    request_id: 'req',
    created_at: NOW,
    ...more,
  };
}

export function idempotencyRow(more: Partial<IdempotencyRow> = {}): IdempotencyRow {
  return {
    scope: ids('key'),
    key: 'k',
    fingerprint: 'f',
    subject: null,
    answer: null,
    response: null,
    leased_until: NOW + 1000,
    created_at: NOW,
    ...more,
  };
}

export function configRow(world: World, more: Partial<ConfigRow> = {}): ConfigRow {
  return {
    ...world,
    config_version_id: ids('config'),
    status: 'draft',
    document: {},
    comment: null,
    cause_secrets: {},
    created_at: NOW,
    published_at: null,
    ...more,
  };
}

export function purchaseRow(world: World, buddy_id: string, more: Partial<PurchaseRow> = {}): PurchaseRow {
  return {
    customer_id: world.customer_id,
    mode: world.mode,
    purchase_id: ids('purchase'),
    buddy_id,
    item_id: 'hat',
    price: { type: 'free' },
    ledger_id: null,
    request_id: 'req',
    created_at: NOW,
    ...more,
  };
}

export function sessionRow(world: World, more: Partial<SessionRow> = {}): SessionRow {
  return {
    ...world,
    session_id: ids('session'),
    buddy_id: ids('buddy'),
    user_id: 'ada',
    audience: null,
    scopes: ['read'],
    event_types: null,
    created_at: NOW,
    expires_at: NOW + 1000,
    revoked_at: null,
    ...more,
  };
}

export function snapshotRow(world: World, more: Partial<SnapshotRow> = {}): SnapshotRow {
  return {
    ...world,
    snapshot_id: ids('snapshot'),
    leaderboard: 'top',
    window_start: 1,
    window_end: 2,
    entries: [],
    created_at: NOW,
    ...more,
  };
}

export function keyRow(world: World, more: Partial<KeyRow> = {}): KeyRow {
  const key_id = ids('key');
  return {
    ...world,
    key_id,
    kind: 'secret',
    label: 'Server',
    hash: `hash of ${key_id}`,
    masked_key: 'hatch_test_…abcd',
    scopes: null,
    allowed_origins: null,
    created_at: NOW,
    expires_at: null,
    last_used_at: null,
    ...more,
  };
}

export function assetRow(world: World, more: Partial<AssetRow> = {}): AssetRow {
  return {
    ...world,
    asset_id: ids('asset'),
    name: 'hat.png',
    media_type: 'image/png',
    base64: 'AAAA',
    bytes: 3,
    width: 1,
    height: 2,
    created_at: NOW,
    ...more,
  };
}
