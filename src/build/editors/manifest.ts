import type { Description } from './describe.ts';

const MODULE = 'define.js';

/** `custom-elements.json`, as https://github.com/webcomponents/custom-elements-manifest describes it. */
export function customElementsManifest(element: Description): object {
  const { tag, className } = element;
  const reference = { name: className, module: MODULE };
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: MODULE,
        declarations: [
          {
            kind: 'class',
            customElement: true,
            name: className,
            tagName: tag,
            description: element.summary,
            superclass: { name: 'LitElement', package: 'lit' },
            attributes: element.attributes.map(({ name, type, description, property }) => ({
              name,
              type: { text: type },
              description,
              fieldName: property,
            })),
            members: [
              ...element.attributes.map(({ name, property, type, description }) => ({
                kind: 'field',
                name: property,
                type: { text: `${type} | null` },
                description,
                attribute: name,
              })),
              ...element.properties.map(({ name, type, description, isReadonly }) => ({
                kind: 'field',
                name,
                type: { text: type },
                description,
                ...(isReadonly && { readonly: true }),
              })),
              ...element.methods.map(({ name, type, description, parameters }) => ({
                kind: 'method',
                name,
                description,
                parameters: parameters.map((parameter) => ({
                  name: parameter.name,
                  type: { text: parameter.type },
                })),
                return: { type: { text: type } },
              })),
            ],
            events: element.events.map(({ name, type, description }) => ({ name, type: { text: type }, description })),
            cssProperties: element.cssProperties,
            cssParts: element.cssParts,
          },
        ],
        exports: [
          { kind: 'js', name: className, declaration: reference },
          { kind: 'custom-element-definition', name: tag, declaration: reference },
        ],
      },
    ],
  };
}

/** What VS Code completes in HTML, as `html.customData` takes it. */
export function htmlData({ tag, summary, attributes }: Description): object {
  return {
    version: 1.1,
    tags: [
      {
        name: tag,
        description: summary,
        attributes: attributes.map(({ name, type, description }) => {
          const values = [...type.matchAll(/'([^']+)'/g)].map(([, value]) => ({ name: value }));
          return { name, description, ...(values.length > 0 && { values }) };
        }),
      },
    ],
  };
}

/** What VS Code completes in style sheets, as `css.customData` takes it. */
export function cssData({ cssProperties }: Description): object {
  return { version: 1.1, properties: cssProperties };
}
