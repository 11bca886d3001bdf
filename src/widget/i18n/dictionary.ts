import type { boardEn } from './board.en.ts';
import type { eggEn } from './egg.en.ts';
import type { en } from './en.ts';
import type { laterEn } from './later.en.ts';
import type { marketEn } from './market.en.ts';
import type { statusEn } from './status.en.ts';
import type { Sentence } from './sentence.ts';

export type StringKey =
  | keyof typeof boardEn
  | keyof typeof en
  | keyof typeof eggEn
  | keyof typeof laterEn
  | keyof typeof marketEn
  | keyof typeof statusEn;
export type Dictionary = Record<StringKey, Sentence>;
