import type { ApiRequest, Sender } from './http/request.ts';
import type { CallOptions } from './options.ts';

/** One page of a list. Iterating over it continues with the pages after it. */
export class Page<T> implements AsyncIterable<T> {
  readonly data: T[];
  /** Where the next page begins; null on the last one. */
  readonly nextCursor: string | null;
  readonly #fetch: (cursor: string) => Promise<Page<T>>;

  constructor({ data, nextCursor }: Listed<T>, fetch: (cursor: string) => Promise<Page<T>>) {
    this.data = data;
    this.nextCursor = nextCursor;
    this.#fetch = fetch;
  }

  /** The page after this one; null where this is the last. */
  async nextPage(): Promise<Page<T> | null> {
    return this.nextCursor === null ? null : this.#fetch(this.nextCursor);
  }

  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    yield this;
    for (let page = await this.nextPage(); page; page = await page.nextPage()) yield page;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }
}

interface Listed<T> {
  data: T[];
  nextCursor: string | null;
}

/** A list: `await` it for the first page, or iterate over all entries. The call is sent when it is first used. */
export class List<T> implements Promise<Page<T>>, AsyncIterable<T> {
  readonly [Symbol.toStringTag] = 'List';
  readonly #fetch: () => Promise<Page<T>>;
  #first: Promise<Page<T>> | undefined;

  constructor(fetch: () => Promise<Page<T>>) {
    this.#fetch = fetch;
  }

  then<A = Page<T>, B = never>(
    onPage?: ((page: Page<T>) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return (this.#first ??= this.#fetch()).then(onPage, onError);
  }

  catch<B = never>(onError?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<Page<T> | B> {
    return this.then(undefined, onError);
  }

  finally(onEnd?: (() => void) | null): Promise<Page<T>> {
    return this.then().finally(onEnd);
  }

  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    yield* (await this).pages();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    yield* await this;
  }
}

export function list<T>(sender: Sender, request: ApiRequest, options?: CallOptions): List<T> {
  const fetch = async (cursor?: string): Promise<Page<T>> => {
    const query = cursor === undefined ? request.query : { ...request.query, cursor };
    return new Page(await sender.send<Listed<T>>({ ...request, query }, options), fetch);
  };
  return new List(() => fetch());
}
