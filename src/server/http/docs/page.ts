import { hash } from 'node:crypto';
import type { OpenApi, Operation } from './openapi.ts';
import type { JsonSchema } from './schemas.ts';
import { typeText } from './schema-text.ts';

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1d2433, #e6e9f0); --muted: light-dark(#5b6478, #9aa3b8);
  --line: light-dark(#e1e5ee, #2c3446); --surface: light-dark(#f6f7fb, #1b2130); --accent: light-dark(#5a3fd6, #a996ff); }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.55 system-ui, sans-serif; color: var(--text); background: light-dark(#fff, #131824);
  display: grid; grid-template-columns: minmax(0, 16rem) minmax(0, 52rem); gap: 2.5rem; padding-inline: 1.5rem }
nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding-block: 1.5rem; font-size: .875rem }
nav ul { list-style: none; margin: 0 0 1rem; padding: 0 } nav h2 { font-size: .875rem; margin: 0; color: var(--muted) }
nav a { display: block; padding-block: .125rem; overflow-wrap: anywhere; text-decoration: none }
main { padding-block: 1.5rem 6rem } a { color: var(--accent) }
article { border-top: 1px solid var(--line); padding-block: 1.25rem; scroll-margin-top: 1rem }
article:target { border-top-color: var(--accent) }
h3 { margin: 0 0 .25rem; font-size: 1.0625rem } h4 { margin: 1rem 0 .25rem; font-size: .875rem; color: var(--muted) }
p { margin: .25rem 0 } .method { color: var(--accent); font-weight: 700 } .who { color: var(--muted); font-size: .875rem }
code, pre { font: .8125rem/1.5 ui-monospace, monospace } h3 code { font-size: 1rem }
pre { margin: 0; padding: .75rem 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; overflow: auto }
table { border-collapse: collapse; font-size: .875rem } td { padding: .125rem 1rem .125rem 0; vertical-align: top }
@media (max-width: 60rem) { body { display: block } nav { position: static; max-height: 40vh } }
`;

/** What the page's own style needs; it has no script. */
export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** The OpenAPI document as one page, with an anchor for every call and every schema. */
export function docsPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const byTag = Map.groupBy(operations, ({ operation }) => operation.tags[0]!);
  const schemas = Object.entries(api.components.schemas);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${api.info.title} API ${api.info.version}</title>
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="Calls">
${[...byTag].map(([tag, calls]) => navSection(tag, calls)).join('\n')}
<h2>Schemas</h2>
<ul>${schemas.map(([name]) => `<li><a href="#${name}">${name}</a></li>`).join('')}</ul>
</nav>
<main>
<h1>${api.info.title} API</h1>
<p>Version ${api.info.version}. The same as a document for tools: <a href="/api/v1/openapi.json">openapi.json</a>.</p>
${[...byTag].map(([tag, calls]) => `<h2>${tag}</h2>\n${calls.map((call) => callArticle(call, api)).join('\n')}`).join('\n')}
<h2>Schemas</h2>
${schemas.map(([name, schema]) => schemaArticle(name, schema)).join('\n')}
</main>
</body>
</html>
`;
}

interface Shown {
  method: string;
  path: string;
  operation: Operation;
}

function navSection(tag: string, calls: Shown[]): string {
  const links = calls.map(
    ({ method, path, operation }) =>
      `<li><a href="#${operation.operationId}"><span class="method">${method}</span> ${escape(path.replace('/api/v1', ''))}</a></li>`,
  );
  return `<h2>${tag}</h2>\n<ul>${links.join('')}</ul>`;
}

function callArticle({ method, path, operation }: Shown, api: OpenApi): string {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  return `<article id="${operationId}">
<h3><a href="#${operationId}"><span class="method">${method}</span> <code>${escape(path)}</code></a></h3>
<p>${escape(summary)}</p>
<p class="who">${who(operation)}</p>
${parameters.length > 0 ? `<h4>Parameters</h4><table>${parameters.map(parameterRow).join('')}</table>` : ''}
${requestBody ? `<h4>Body${requestBody.required ? '' : ' (optional)'}</h4>${content(requestBody.content, api)}` : ''}
${Object.entries(responses)
  .filter(([status]) => status !== 'default')
  .map(
    ([status, answer]) =>
      `<h4>Answer ${status}</h4>${answer.content ? content(answer.content, api) : '<p>No body.</p>'}`,
  )
  .join('\n')}
</article>`;
}

const CALLERS: Record<string, string> = {
  secretKey: 'a secret key',
  publishableKey: 'a publishable key',
  sessionToken: 'a widget session',
  embedToken: 'an embed token',
};

function who({ security }: Operation): string {
  if (security.length === 0) return 'Open to everybody.';
  const callers = security.flatMap((entry) =>
    Object.entries(entry).map(([name, [scope]]) => `${CALLERS[name]}${scope ? ` with <code>${scope}</code>` : ''}`),
  );
  return `For ${callers.join(', ')}.`;
}

function parameterRow({
  name,
  in: where,
  required,
  schema,
  description = '',
}: Operation['parameters'][number]): string {
  return `<tr><td><code>${name}</code></td><td>${where}${required ? ', required' : ''}</td><td>${typeHtml(schema)} ${escape(description)}</td></tr>`;
}

/** A body that has a name is shown by name and written out, so that nobody has to jump to read a call. */
function content(types: Record<string, { schema: JsonSchema }>, { components }: OpenApi): string {
  return Object.entries(types)
    .map(([type, { schema }]) => {
      if (type !== 'application/json') return `<p><code>${type}</code></p>`;
      const name = /(\w+)$/.exec((schema['$ref'] as string | undefined) ?? '')?.[1];
      const named = name ? components.schemas[name] : undefined;
      return named ? `<pre>${typeHtml(schema)} ${typeHtml(named)}</pre>` : `<pre>${typeHtml(schema)}</pre>`;
    })
    .join('');
}

function schemaArticle(name: string, schema: JsonSchema): string {
  return `<article id="${name}"><h3><a href="#${name}">${name}</a></h3><pre>${typeHtml(schema)}</pre></article>`;
}

/** Names of schemas become links: in the text they stand between guillemets, which nothing else uses. */
const typeHtml = (schema: JsonSchema) => escape(typeText(schema)).replaceAll(/«(\w+)»/g, '<a href="#$1">$1</a>');

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
