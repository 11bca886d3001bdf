import type { Description } from './describe.ts';

const MODULE = 'define.js';

/** `custom-elements.json`, as https://github.com/webcomponents/custom-elements-manifest describes it. */
export function customElementsManifest(element: Description): object {
  const { tag, class_name } = element;
  const reference = { name: class_name, module: MODULE };
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
            name: class_name,
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
              ...element.properties.map(({ name, type, description, is_readonly }) => ({
                kind: 'field',
                name,
                type: { text: type },
                description,
                ...(is_readonly && { readonly: true }),
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
            cssProperties: element.css_properties,
            cssParts: element.css_parts,
          },
        ],
        exports: [
          { kind: 'js', name: class_name, declaration: reference },
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
export function cssData({ css_properties }: Description): object {
  return { version: 1.1, properties: css_properties };
}
