#!/usr/bin/env node
import module from 'node:module';

/** The entry: what the command line asks for, by default to serve. What cannot work is said in one sentence, without a stack. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: hatched-buddy-server needs Node 22.19 or newer.`);
  process.exitCode = 1;
} else {
  module.enableCompileCache();
  const { commandLine } = await import('./cli/command-line.ts');
  const words = process.argv.slice(2);
  await commandLine().parseAsync(words.length > 0 ? words : ['serve'], { from: 'user' });
}
