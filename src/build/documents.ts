import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compress } from './finish.ts';
import { inHome, ROOT } from './paths.ts';
import { copyReference } from './reference.ts';
import type { Product } from './stale.ts';

/** Where the server finds the documents that it shows. */
const OUT = inHome('dist/documents');
/** In reading order. */
const DOCUMENTS =
  'sdk webhooks element embedding configuration engine contract art deploying operating scaling security'.split(' ');

/**
 * `dist/documents`: the files of the API reference, the quickstart as a page, and every document as text for language
 * models (https://llmstxt.org).
 */
export const documents: Product = {
  name: 'documents',
  sources: ['README.md', 'docs/*.md', 'src/build/{documents,reference}.ts'],
  async build() {
    await rm(OUT, { recursive: true, force: true });
    await mkdir(OUT, { recursive: true });
    const quickstart = await quickstartText();
    const texts = [
      quickstart,
      ...(await Promise.all(DOCUMENTS.map((name) => readFile(inHome(`docs/${name}.md`), 'utf8')))),
    ];
    const { marked } = await import('marked');
    await writeFile(
      join(OUT, 'quickstart.html'),
      page(titleOf(quickstart), await marked.parse(quickstart + FROM_HERE)),
    );
    await writeFile(join(OUT, 'llms.txt'), overview(texts));
    await writeFile(join(OUT, 'llms-full.txt'), texts.join('\n\n'));
    await copyReference(join(OUT, 'docs'));
    await compress(join(OUT, 'docs'));
  },
};

/** A section of the README, as a document of its own. */
export async function quickstartText(): Promise<string> {
  const [, section = ''] = (await readFile(inHome('README.md'), 'utf8')).split(/^(?=## Quickstart$)/m);
  return section.split(/^## (?!Quickstart$)/m)[0]!.replace(/^#(#+ )/gm, '$1');
}

/** The last section of the quickstart page: what to read next on the server. */
const FROM_HERE = `
## From here

- Your server sends events itself, with \`client.events.send({ userId, type, eventId })\`: what a page sends, a user can send.
- [The API of this server](/docs), and the same [as an OpenAPI document](/api/v1/openapi.json).
- [All documents as one text](/llms-full.txt), for people and for language models.
`;

const titleOf = (text: string) => /^# (.+)$/m.exec(text)![1]!;
/** The first paragraph, on one line. */
const summaryOf = (text: string) => text.split(/\n{2,}/)[1]!.replaceAll('\n', ' ');

function overview(texts: string[]): string {
  const lines = texts.map((text) => `- [${titleOf(text)}](/llms-full.txt): ${summaryOf(text)}`);
  return `# hatched-buddy

> ${ROOT.description}

## Documents

${lines.join('\n')}

## API

- [OpenAPI 3.1](/api/v1/openapi.json): every call, with its schemas and errors.
- [The same as a page](/docs)
`;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#e1e5ee, #2c3446); --accent: light-dark(#5a3fd6, #a996ff) }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1.5rem 6rem; font: 16px/1.55 system-ui, sans-serif;
  color: light-dark(#1d2433, #e6e9f0); background: light-dark(#fff, #131824) }
a { color: var(--accent) } h2 { margin-block: 2rem .5rem; padding-block-start: 1.25rem; border-block-start: 1px solid var(--line) }
code, pre { font: .875rem/1.5 ui-monospace, monospace }
pre { padding: .75rem 1rem; overflow: auto; border: 1px solid var(--line); border-radius: 8px;
  background: light-dark(#f6f7fb, #1b2130) }
`;

const page = (title: string, body: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · hatched-buddy</title>
<style>${STYLE}</style>
</head>
<body>
${body}</body>
</html>
`;
