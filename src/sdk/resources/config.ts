import { path, type ApiRequest, type Sender } from '../http/request.ts';
import { fromWire } from '../names.ts';
import type { CallOptions } from '../options.ts';
import { list, type List } from '../page.ts';
import type * as types from '../types.ts';
import type { ConfigDiff, Configuration, PageQuery } from '../types.ts';

/** `ifMatch` is the `etag` of a draft that was read: a write over anything newer is refused (ConflictError). */
export type DraftOptions = CallOptions & { ifMatch?: string | undefined };

/** Configuration documents keep the names that they have in files and on the wire. */
export class Config {
  readonly #sender: Sender;
  constructor(sender: Sender) {
    this.#sender = sender;
  }

  /** Without a draft, the published document. */
  getDraft(options?: CallOptions): Promise<types.ConfigDraft> {
    return this.#sender.send({ method: 'GET', path: '/config/draft' }, options);
  }

  /** Replaces the draft. */
  async putDraft(document: Configuration, options?: DraftOptions): Promise<types.ConfigDraft> {
    return this.#sendDocument({ method: 'PUT', path: '/config/draft', body: document, ...matching(options) }, options);
  }

  /** Checks a document, or the draft where none is given: errors stop publishing, warnings advise. */
  async validate(document?: Configuration, options?: CallOptions): Promise<types.ValidationReport> {
    return this.#sendDocument({ method: 'POST', path: '/config/validate', body: document }, options);
  }

  /** Publishes the draft, or the `document` in its place. New eggs follow the new version, which never changes again. */
  publish(input?: types.PublishInput, options?: DraftOptions): Promise<types.PublishedConfig> {
    return this.#sender.send({ method: 'POST', path: '/config/publish', body: input, ...matching(options) }, options);
  }

  /** Newest first, without their documents. */
  versions(query?: PageQuery, options?: CallOptions): List<Omit<types.ConfigVersion, 'document'>> {
    return list(this.#sender, { method: 'GET', path: '/config/versions', query }, options);
  }

  /** One version with its document. */
  getVersion(configVersionId: string, options?: CallOptions): Promise<types.ConfigVersion> {
    return this.#sender.send({ method: 'GET', path: path`/config/versions/${configVersionId}` }, options);
  }

  /** From one version to another, by key: ids, `draft` or `published`. */
  diff(from: string, to: string, options?: CallOptions): Promise<ConfigDiff> {
    return this.#sender.send(
      { method: 'GET', path: path`/config/versions/${from}/diff/${to}`, isDocument: true },
      options,
    );
  }

  async #sendDocument<T>(request: ApiRequest, options: CallOptions | undefined): Promise<T> {
    return fromWire(await this.#sender.send({ ...request, isDocument: true }, options)) as T;
  }
}

const matching = (options: DraftOptions | undefined) => ({ headers: { 'if-match': options?.ifMatch } });
