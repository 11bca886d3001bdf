import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inHome, ROOT } from '../paths.ts';
import { packagesOf } from './imports.ts';

interface Manifest {
  name: string;
  description: string;
  engines: { node: string };
  exports: Record<string, string | { types: string; default: string }>;
  [field: string]: unknown;
}

/** Packages of which only types are imported: whoever uses the framework has installed it. */
const PEERS: Record<string, string> = { react: '>=19', vue: '>=3.3', svelte: '>=5' };

/** Writes package.json, with the packages that the folder's files import, and what every package carries. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const code = await packagesOf(folder, '**/*.js');
  const types = await packagesOf(folder, '**/*.d.ts');
  const own = ({ 0: name }: [string, string[]]) => name !== manifest.name;
  const peers = [...types].filter(own).filter(([name]) => name in PEERS);
  const needed = [...code, ...types].filter(own).filter(([name]) => !(name in PEERS));
  const dependencies = Object.fromEntries(needed.map(([name, files]) => [name, versionOf(name, files)]).toSorted());
  await writeFile(
    join(folder, 'package.json'),
    `${JSON.stringify(
      {
        ...manifest,
        version: ROOT.version,
        license: ROOT.license,
        type: 'module',
        exports: { ...manifest.exports, './package.json': './package.json' },
        dependencies,
        ...(peers.length > 0 && {
          peerDependencies: Object.fromEntries(peers.map(([name]) => [name, PEERS[name]])),
          peerDependenciesMeta: Object.fromEntries(peers.map(([name]) => [name, { optional: true }])),
        }),
      },
      null,
      2,
    )}\n`,
  );
  await copyFile(inHome('LICENSE'), join(folder, 'LICENSE'));
}

function versionOf(name: string, files: string[]): string {
  const version = ROOT.dependencies[name];
  if (!version) throw new Error(`${files[0]} imports ${name}, which is not among the dependencies of package.json.`);
  return version;
}
