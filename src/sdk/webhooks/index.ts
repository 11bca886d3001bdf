export {
  verifyExpressRequest,
  verifyFastifyRequest,
  verifyHonoRequest,
  verifyNextAppRequest,
  verifyNextPagesRequest,
  verifyRequest,
  type NodeRequest,
  type WebRequest,
} from './adapters.ts';
export type { RawBody } from './bytes.ts';
export {
  dedupe,
  redisStore,
  tableStore,
  type Dedupe,
  type DedupeOptions,
  type DedupeStore,
  type Execute,
  type TableOptions,
} from './dedupe.ts';
export type { WebhookEvent } from './events.ts';
export type { HeadersLike } from './headers.ts';
export type { RefusedWebhook, VerifiedWebhook } from './receive.ts';
export {
  WebhooksResource,
  verifySignature,
  type Reason,
  type Secrets,
  type SignatureOptions,
  type VerifyOptions,
} from './verify.ts';
export type { WebhookEventName } from '../types.ts';
