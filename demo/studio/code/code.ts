import { appAddress } from '../real-app/feed.ts';
import { type Code, START, type Setup } from '../page/setup.ts';

/* The code that a page needs for what is on the canvas. */

interface Line {
  text: string;
  /** Not there before the last change. */
  isNew: boolean;
}

/** The lines of the code, those marked that the last change brought. */
export function codeOf(code: Code, now: Setup, before: Setup): Line[] {
  const known = new Set(WRITERS[code](before).split('\n'));
  return WRITERS[code](now)
    .split('\n')
    .map((text) => ({ text, isNew: !known.has(text) }));
}

const WRITERS: Record<Code, (setup: Setup) => string> = { html, react, vue, svelte, angular, css };

type Attribute = [name: string, value: string];

export function attributesOf(setup: Setup): Attribute[] {
  const { size, theme, look, lang, dir, sections } = setup;
  const all: [string, string, boolean][] = [
    ['size', size, size !== 'md'],
    ['theme', theme, theme !== 'both'],
    ['look', look, look !== ''],
    ['sections', sections.join(' '), sections.join() !== START.sections.join()],
    ['lang', lang, lang !== 'en'],
    ['dir', dir, dir !== 'ltr'],
  ];
  return all.filter(([, , isSaid]) => isSaid).map(([name, value]) => [name, value]);
}

/** The custom properties that are set, without those that are as they are. */
export function variablesOf({ accent, surface, radius, font, gap, scale }: Setup): Attribute[] {
  const all: [string, string | number | null, string][] = [
    ['--hatched-accent', accent, ''],
    ['--hatched-surface', surface, ''],
    ['--hatched-radius', radius, 'px'],
    ['--hatched-font', font, ''],
    ['--hatched-gap', gap, 'px'],
    ['--hatched-scale', scale, ''],
  ];
  return all.flatMap(([name, value, unit]): Attribute[] =>
    value === null || value === '' ? [] : [[name, `${value}${unit}`]],
  );
}

export function css(setup: Setup): string {
  const rules = variablesOf(setup).map(([name, value]) => `  ${name}: ${value};`);
  return rules.length > 0
    ? ['hatched-buddy {', ...rules, '}'].join('\n')
    : '/* Nothing to set: the element as it comes.\n   Choose an accent, a surface or a radius under Look. */';
}

const indented = (text: string) => text.replace(/^(?=.)/gm, '  ');
const styleTag = (setup: Setup) =>
  variablesOf(setup).length > 0 ? ['<style>', indented(css(setup)), '</style>', ''] : [];

/** Broken into lines, one attribute each, so that a change marks what has changed. */
function tag(attributes: Attribute[], how: (attribute: Attribute) => string, end: string): string {
  return ['<hatched-buddy', ...attributes.map((attribute) => `  ${how(attribute)}`), end].join('\n');
}
const plain = ([name, value]: Attribute) => `${name}="${value}"`;

/** The server that shows this page; of the files alone nobody knows where they will lie. */
const server = (): string => (appAddress() === null ? 'https://buddy.example.com' : location.origin);

function html(setup: Setup): string {
  return [
    '<link rel="stylesheet"',
    `  href="${server()}/hatched-buddy.css">`,
    '<script async',
    `  src="${server()}/hatched-buddy.js"></script>`,
    ...styleTag(setup),
    tag([['session-token', '…'], ...attributesOf(setup)], plain, '></hatched-buddy>'),
  ].join('\n');
}

const IMPORTS = ["import 'hatched-buddy/define';", "import 'hatched-buddy/styles.css';"];

function react(setup: Setup): string {
  const attributes = [['getSessionToken', '{getSessionToken}'], ...attributesOf(setup)] as Attribute[];
  const how = ([name, value]: Attribute) => (value.startsWith('{') ? `${name}=${value}` : `${name}="${value}"`);
  return [
    ...IMPORTS,
    ...(variablesOf(setup).length > 0 ? ["import './buddy.css'; // see CSS"] : []),
    '',
    'export const Buddy = ({ getSessionToken }) => (',
    indented(tag(attributes, how, '/>')),
    ');',
  ].join('\n');
}

function vue(setup: Setup): string {
  return [
    '<script setup>',
    ...IMPORTS,
    "defineProps(['getSessionToken']);",
    '</script>',
    '',
    '<template>',
    indented(
      tag(
        [['.getSessionToken', 'getSessionToken'], ...attributesOf(setup)],
        ([name, value]) => (name.startsWith('.') ? `:${name.slice(1)}.prop="${value}"` : `${name}="${value}"`),
        '/>',
      ),
    ),
    '</template>',
    ...(variablesOf(setup).length > 0 ? ['', '<style>', css(setup), '</style>'] : []),
  ].join('\n');
}

function svelte(setup: Setup): string {
  const attributes: Attribute[] = [['{getSessionToken}', ''], ...attributesOf(setup)];
  return [
    '<script>',
    ...indented(IMPORTS.join('\n')).split('\n'),
    '  let { getSessionToken } = $props();',
    '</script>',
    '',
    tag(attributes, ([name, value]) => (value === '' ? name : `${name}="${value}"`), '></hatched-buddy>'),
    ...(variablesOf(setup).length > 0
      ? ['', '<style>', indented(css(setup).replace('hatched-buddy', ':global(hatched-buddy)')), '</style>']
      : []),
  ].join('\n');
}

function angular(setup: Setup): string {
  return [
    "import { Component, CUSTOM_ELEMENTS_SCHEMA, input } from '@angular/core';",
    ...IMPORTS.slice(0, 1),
    '',
    '@Component({',
    "  selector: 'app-buddy',",
    '  schemas: [CUSTOM_ELEMENTS_SCHEMA],',
    '  template: `',
    indented(
      indented(tag([['[getSessionToken]', 'getSessionToken()'], ...attributesOf(setup)], plain, '></hatched-buddy>')),
    ),
    '  `,',
    ...(variablesOf(setup).length > 0 ? ['  styles: `', indented(indented(css(setup))), '  `,'] : []),
    '})',
    'export class Buddy {',
    '  readonly getSessionToken = input.required<() => Promise<string>>();',
    '}',
  ].join('\n');
}

/** The theme as data: what `--hatched-*` and the attributes say. */
export function themeOf(setup: Setup): object {
  return {
    look: setup.look || null,
    theme: setup.theme === 'both' ? 'auto' : setup.theme,
    properties: Object.fromEntries(variablesOf(setup)),
  };
}
