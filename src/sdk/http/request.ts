import type { CallOptions } from '../options.ts';

/** One call, before it is sent. */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api/v1`; from the root of the host with `isRoot`. */
  path: string | LazyPath;
  isRoot?: boolean;
  /** In camelCase. */
  query?: object | undefined;
  /** In camelCase, or a document that is sent as it is. */
  body?: object | undefined;
  /** Body, answer and error paths keep the names of the wire. */
  isDocument?: boolean;
  form?: FormData;
  headers?: Record<string, string | undefined>;
  /** A publishable key may make the call although it is not a GET. */
  isForBrowsers?: boolean;
  /** Of a long poll, in milliseconds: a try may take that much longer. */
  extraTimeMs?: number;
}

export interface Sender {
  send<T>(request: ApiRequest, options?: CallOptions): Promise<T>;
}

/** A path with its ids encoded. An id that would lead to another path throws. */
export function path(texts: TemplateStringsArray, ...ids: string[]): LazyPath {
  return () => texts.reduce((all, text, at) => `${all}${segment(ids[at - 1])}${text}`);
}

/** Made when the call is sent, so that a method rejects and never throws. */
export type LazyPath = () => string;

function segment(id: unknown): string {
  if (typeof id !== 'string' || id === '' || id === '.' || id === '..') {
    throw new TypeError(`An id must be a text that is not empty, ".", or "..": this one is ${JSON.stringify(id)}.`);
  }
  return encodeURIComponent(id);
}
