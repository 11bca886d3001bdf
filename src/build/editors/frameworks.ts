import type { Described, Description } from './describe.ts';

/** Declarations by file, with which templates of React, Vue and Svelte know the element. */
export function frameworkTypes(element: Description): Record<string, string> {
  return {
    'attributes.d.ts': attributes(element),
    'react.d.ts': REACT(element),
    'vue.d.ts': VUE(element),
    'svelte.d.ts': SVELTE(element),
  };
}

const doc = ({ description }: Described) => (description ? `  /** ${description} */\n` : '');

function attributes({ attributes, properties, events, className }: Description): string {
  const settable = properties.filter(({ isReadonly }) => !isReadonly).map(({ name }) => `'${name}'`);
  return `import type { HatchedEventMap, ${className} } from './index.js';

/** As they are written in HTML. */
export interface HatchedBuddyAttributes {
${attributes.map((attribute) => `${doc(attribute)}  '${attribute.name}'?: ${attribute.type} | undefined;`).join('\n')}
}

/** As they are set on the element. */
export interface HatchedBuddyProperties extends Partial<Pick<${className}, ${settable.join(' | ')}>> {
${attributes.map((attribute) => `${doc(attribute)}  ${attribute.property}?: ${attribute.type} | null | undefined;`).join('\n')}
}

/** \`onhatched-ready\`, as React and Svelte listen for what has no \`on\` of its own. */
export interface HatchedBuddyHandlers {
${events.map((event) => `${doc(event)}  'on${event.name}'?: ((event: HatchedEventMap['${event.name}']) => void) | undefined;`).join('\n')}
}
`;
}

const REACT = ({ tag, className }: Description) => `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { HatchedBuddyAttributes, HatchedBuddyHandlers, HatchedBuddyProperties } from './attributes.js';
import type { ${className} } from './index.js';

/** React 19: properties and events of custom elements are set as they are written. */
export type HatchedBuddyProps = Omit<DetailedHTMLProps<HTMLAttributes<${className}>, ${className}>, 'lang'> &
  HatchedBuddyAttributes &
  HatchedBuddyProperties &
  HatchedBuddyHandlers;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      '${tag}': HatchedBuddyProps;
    }
  }
}
`;

const VUE = ({ tag, className }: Description) => `import type { EmitFn, HTMLAttributes } from 'vue';
import type { HatchedBuddyProperties } from './attributes.js';
import type { HatchedEventMap, ${className} } from './index.js';

export type HatchedBuddyComponent = new () => ${className} & {
  /** For templates alone. */
  $props: HTMLAttributes & HatchedBuddyProperties;
  /** For templates alone. */
  $emit: EmitFn<{ [Name in keyof HatchedEventMap]: (event: HatchedEventMap[Name]) => void }>;
};

declare module 'vue' {
  interface GlobalComponents {
    '${tag}': HatchedBuddyComponent;
  }
}
`;

const SVELTE = ({ tag, className }: Description) => `import type { HTMLAttributes } from 'svelte/elements';
import type { HatchedBuddyAttributes, HatchedBuddyHandlers, HatchedBuddyProperties } from './attributes.js';
import type { ${className} } from './index.js';

declare module 'svelte/elements' {
  export interface SvelteHTMLElements {
    '${tag}': Omit<HTMLAttributes<${className}>, 'lang'> &
      HatchedBuddyAttributes &
      HatchedBuddyProperties &
      HatchedBuddyHandlers;
  }
}
`;
