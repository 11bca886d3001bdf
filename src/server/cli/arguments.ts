import { InvalidArgumentError } from 'commander';

export const DEFAULT_URL = 'http://127.0.0.1:8787';
export const LIKE_URL = `It must be an address like ${DEFAULT_URL}.`;

export const isHttp = (text: string): boolean => /^https?:\/\/[^/]/.test(text) && URL.canParse(text);

export function httpUrl(text: string): string {
  if (!isHttp(text)) throw new InvalidArgumentError(LIKE_URL);
  return text;
}

export function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 1 at least.');
  return Number(text);
}
