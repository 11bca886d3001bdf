import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHUNKS, WIDGET_OUT } from '../../src/build/paths.ts';
import { run } from './packed.ts';

/**
 * What ad blockers stop by address, from npm: AdGuard's base filter holds EasyList, its tracking filter EasyPrivacy. A
 * visitor with a blocker has a buddy nevertheless.
 */
const LISTS = '@adguard/dnr-rulesets@3.3.20260320140136';
const WITH_EASYLIST = 2;
const WITH_EASYPRIVACY = 3;

interface Rule {
  action: { type: string };
  condition: { urlFilter?: string; regexFilter?: string; requestDomains?: string[]; initiatorDomains?: string[] };
}

/** Whatever the element asks for, under `/api/v1/widget/`. */
const CALLS = [
  ...['state', 'stream', 'track', 'marketplace', 'marketplace/purchases', 'equipment', 'preview', 'hatch', 'buddy'],
  ...['operations/op_01m8dgpvwjbyddv44w08kdczm5', 'leaderboards/week', 'appearance/rerender'],
];
const HOSTS = ['https://buddy.example.com', 'https://www.example.com'];

let folder: string;
let patterns: Map<number, Pattern[]>;
let paths: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hatched-lists-'));
  // Its own dependencies are no matter: two files of it are read.
  const { code, output } = await run(folder, 'npm', 'pack', '--silent', LISTS);
  if (code !== 0) throw new Error(output);
  const unpacked = await run(folder, 'tar', 'xzf', output.trim(), 'package/dist/filters/declarative');
  if (unpacked.code !== 0) throw new Error(unpacked.output);
  patterns = new Map();
  for (const list of [WITH_EASYLIST, WITH_EASYPRIVACY]) patterns.set(list, await patternsOf(list));
  const files = await readdir(WIDGET_OUT, { recursive: true });
  const scripts = files.filter((name) => /\.(js|css|json)$/.test(name));
  paths = [
    ...scripts.flatMap((name) => [`/${name}`, `/v/0.1.0/${name}`]),
    ...CALLS.map((call) => `/api/v1/widget/${call}`),
    '/images/efc6e85bc939512e6a20ff557406151c.svg',
  ];
}, 600_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Rules for any site. Those for a domain of somebody else's are no matter. */
async function patternsOf(list: number): Promise<Pattern[]> {
  const path = `package/dist/filters/declarative/ruleset_${list}/ruleset_${list}.json`;
  const rules = JSON.parse(await readFile(join(folder, path), 'utf8')) as Rule[];
  return rules
    .filter(
      ({ action, condition }) => action.type === 'block' && !condition.requestDomains && !condition.initiatorDomains,
    )
    .filter(({ condition }) => !/^\|\|[\w-]+(\.[\w-]+)+/.test(condition.urlFilter ?? ''))
    .flatMap(({ condition: { urlFilter, regexFilter } }): Pattern[] => {
      if (regexFilter) return [{ literal: '', source: regexFilter }];
      const literals = (urlFilter ?? '').toLowerCase().split(/[|*^]+/);
      const literal = literals.toSorted((one, other) => other.length - one.length)[0]!;
      return urlFilter ? [{ literal, source: sourceOf(urlFilter) }] : [];
    });
}

interface Pattern {
  /** In every address that it is about: looked for first, as there are tens of thousands of patterns. */
  literal: string;
  source: string;
}

/** `||` begins a host, `|` an address or ends one, `^` parts words, `*` is anything. */
function sourceOf(filter: string): string {
  const [, start, middle, end] = /^(\|\|?)?(.*?)(\|)?$/.exec(filter)!;
  const head = start === '||' ? '^[a-z-]+://(?:[^/?#]*\\.)?' : start ? '^' : '';
  const escaped = middle!.replace(/[.+?${}()[\]\\|]/g, '\\$&');
  return head + escaped.replaceAll('*', '.*').replaceAll('^', '(?:[^\\w.%-]|$)') + (end ? '$' : '');
}

function blocked(list: number, addresses: string[]): string[] {
  const all = addresses.join('\n').toLowerCase();
  const likely = patterns.get(list)!.filter(({ literal }) => all.includes(literal));
  const tests = likely.map(({ source }) => new RegExp(source, 'i'));
  return addresses.filter((address) => tests.some((test) => test.test(address)));
}

/** The same with one of its folders gone or of another name: what a rename, a proxy or a bundler makes of it. */
function renamed(path: string): string[] {
  const parts = path.split('/').slice(1);
  return parts.flatMap((_, index) => {
    const without = parts.filter((_part, other) => other !== index);
    const names = index < parts.length - 1 ? ['static', 'assets', 'embed', 'lib'] : [];
    return [without, ...names.map((name) => parts.with(index, name))].map((one) => `/${one.join('/')}`);
  });
}

describe.each([
  ['EasyList', WITH_EASYLIST, '/ads-common.js'],
  ['EasyPrivacy', WITH_EASYPRIVACY, '/google-analytics.js'],
])('%s', (_name, list, known) => {
  it('stops what it is known to stop', () => {
    expect(patterns.get(list)!.length).toBeGreaterThan(1000);
    expect(blocked(list, [`https://www.example.com${known}`])).toHaveLength(1);
  });

  it('stops nothing that the element loads or asks for', () => {
    expect(paths.filter((path) => path.includes(`/${CHUNKS}/`)).length).toBeGreaterThan(10);
    expect(
      blocked(
        list,
        HOSTS.flatMap((host) => paths.map((path) => host + path)),
      ),
    ).toEqual([]);
  });

  it('would not, either, were one of its names another', () => {
    expect(
      blocked(
        list,
        HOSTS.flatMap((host) => paths.flatMap(renamed).map((path) => host + path)),
      ),
    ).toEqual([]);
  });
});
