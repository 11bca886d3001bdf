import { Refusal } from '../../contract/errors.ts';
import type { Allowed, Caller, PublishableCaller, SecretCaller, TokenCaller } from './caller.ts';

/** What the call says about itself, as far as permission depends on it. */
interface CallTraits {
  mutating: boolean;
  /** Where a browser says that the call comes from. */
  origin: string | undefined;
}

/** Throws a Refusal (403) unless the caller may make this call. */
export function permit(
  caller: Caller,
  allow: Allowed,
  traits: CallTraits,
  allowedOrigins: readonly string[] | null,
): void {
  if (caller.kind === 'secret') permitSecret(caller, allow, traits);
  else if (caller.kind === 'publishable') permitPublishable(caller, allow, traits, allowedOrigins);
  else permitToken(caller, allow);
}

function permitSecret(_caller: SecretCaller, allow: Allowed, traits: CallTraits): void {
  if (traits.origin !== undefined) {
    throw new Refusal(
      'forbidden',
      'A secret key was sent from a browser, where anybody can read it. Rotate it now, and use a session token or a publishable key there.',
    );
  }
  if (allow.secret) return;
  throw new Refusal(
    'forbidden',
    'This call is for widgets. Send a session token (POST /widget-sessions), not a secret key.',
  );
}

function permitPublishable(
  caller: PublishableCaller,
  allow: Allowed,
  traits: CallTraits,
  allowedOrigins: readonly string[] | null,
): void {
  if (allowedOrigins && (traits.origin === undefined || !allowedOrigins.includes(traits.origin))) {
    throw new Refusal(
      'origin_not_allowed',
      `This publishable key does not allow calls from ${traits.origin ?? 'callers that send no Origin'}. Add the origin to the key's allowed_origins.`,
    );
  }
  if (!allow.publishable) {
    throw new Refusal(
      'publishable_key_scope',
      traits.mutating
        ? 'A publishable key never changes anything. Make this call from your server, with a secret key.'
        : 'A publishable key may not read this. Make this call from your server, with a secret key.',
    );
  }
  if (!caller.scopes.includes(allow.publishable)) throw missing(`publishable key lacks the scope ${allow.publishable}`);
}

function permitToken(caller: TokenCaller, allow: Allowed): void {
  if (!allow.session) {
    throw new Refusal(
      'forbidden',
      'A widget token may not make this call. Make it from your server, with a secret key.',
    );
  }
  if (caller.kind === 'embed' && !allow.embed) {
    throw missing(`embed token only reads; use a widget session with the scope ${allow.session}`);
  }
  if (!caller.scopes.includes(allow.session)) throw missing(`session lacks the scope ${allow.session}`);
}

const missing = (what: string) => new Refusal('missing_scope', `This ${what}.`);
