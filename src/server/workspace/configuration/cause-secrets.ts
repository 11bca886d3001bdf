import type { Configuration, Finding } from '../../../contract/configuration/configuration.ts';
import type { Secrets } from '../../secrets.ts';
import type { ConfigRow } from '../../store/rows.ts';

/** The secrets of causes are kept sealed, beside the document, which anybody with a secret key can read. */
type CauseSecrets = ConfigRow['cause_secrets'];
type WithSecrets = Pick<ConfigRow, 'document' | 'cause_secrets'>;

/** Takes the secrets out of a document that was sent. */
export function takeSecrets(secrets: Pick<Secrets, 'seal'>, document: Configuration): WithSecrets {
  if (!document.causes) return { document, cause_secrets: {} };
  const taken = document.causes.map(({ secret, ...cause }) => ({ secret, cause }));
  return {
    document: { ...document, causes: taken.map(({ cause }) => cause) },
    cause_secrets: Object.fromEntries(
      taken.flatMap(({ secret, cause: { key } }) => (secret === undefined ? [] : [[key, secrets.seal(secret)]])),
    ),
  };
}

/** Of each cause the secret that came with it, else the one that it had; `before` the newest first. */
export function keptSecrets({ document, cause_secrets }: WithSecrets, before: readonly WithSecrets[]): CauseSecrets {
  const found = (document.causes ?? []).flatMap(({ key }) => {
    const held = [cause_secrets, ...before.map((one) => one.cause_secrets)].find((one) => Object.hasOwn(one, key));
    return held ? [[key, held[key]!] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Errors for causes that nobody gave a secret yet. */
export function missingSecrets({ document, cause_secrets }: WithSecrets): Finding[] {
  return (document.causes ?? []).flatMap(({ key }, index) =>
    Object.hasOwn(cause_secrets, key)
      ? []
      : [
          {
            path: `causes.${index}.secret`,
            code: 'missing_secret',
            message: `The cause "${key}" has no secret to sign with yet: write one; from then on it may be left out.`,
          },
        ],
  );
}
