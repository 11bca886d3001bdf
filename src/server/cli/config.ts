import { readFile, writeFile } from 'node:fs/promises';
import type { HatchedClient } from '../../sdk/index.ts';
import { changesBetween } from './config-changes.ts';

type Document = Parameters<HatchedClient['config']['putDraft']>[0];

/** Writes what is published to a file, for git to keep. */
export async function pullConfig(client: HatchedClient, file: string): Promise<string> {
  const published = await publishedOf(client);
  if (!published)
    throw new Error('Nothing is published in this world yet: `config publish` publishes a file of yours.');
  await writeFile(file, `${JSON.stringify(published.document, null, 2)}\n`).catch((error: Error) => {
    throw new Error(`${file} cannot be written: ${error.message}`, { cause: error });
  });
  return `${file} holds ${published.configVersionId}.`;
}

/** Says what is wrong with a file; rejects where it could not be published. */
export async function validateConfig(client: HatchedClient, file: string): Promise<string> {
  const warnings = await warningsOf(client, await documentIn(file));
  return [...warnings, `${file} can be published.`].join('\n');
}

/** Rejects with the errors, where there are any. */
async function warningsOf(client: HatchedClient, document: Document): Promise<string[]> {
  const { errors, warnings } = await client.config.validate(document);
  const lines = [...errors.map(lineOf('error')), ...warnings.map(lineOf('warning'))];
  if (errors.length > 0) throw new Error(lines.join('\n'));
  return lines;
}

/** What publishing a file would change. */
export async function diffConfig(client: HatchedClient, file: string): Promise<string> {
  const document = await documentIn(file);
  await warningsOf(client, document);
  const published = await publishedOf(client);
  const changes = changesBetween(published?.document ?? {}, document);
  return changes.length > 0 ? changes.join('\n') : `${file} is what is published.`;
}

/** Publishes a file, unless it is what is published already. */
export async function publishConfig(client: HatchedClient, file: string): Promise<string> {
  const document = await documentIn(file);
  await warningsOf(client, document);
  const published = await publishedOf(client);
  if (published && changesBetween(published.document, document).length === 0) {
    return `Nothing to do: ${published.configVersionId} is published and the same.`;
  }
  const { configVersionId, warnings } = await client.config.publish({ document });
  return [...warnings.map(lineOf('warning')), `${file} is published as ${configVersionId}.`].join('\n');
}

async function publishedOf(client: HatchedClient) {
  for await (const version of client.config.versions()) {
    if (version.status === 'published') return client.config.getVersion(version.configVersionId);
  }
  return undefined;
}

async function documentIn(file: string): Promise<Document> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`${file} cannot be read. Name another file, or write this one with \`config pull\`.`);
  });
  const document = parsed(text, file);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Error(`${file} must hold one JSON object, such as {"coin_rules": […]}.`);
  return document as Document;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

const lineOf = (kind: string) => (finding: { path: string; message: string }) =>
  `${kind}: ${finding.path ? `${finding.path}: ` : ''}${finding.message}`;
