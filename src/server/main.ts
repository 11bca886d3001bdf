import { enableCompileCache } from 'node:module';

/** The entry: settings → open → listen → close. What cannot work is said in one sentence, without a stack. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  fail(`Node ${process.versions.node} is too old: hatched-buddy needs Node 22.18 or newer.`);
} else {
  enableCompileCache();
  const { run } = await import('./run.ts');
  await run(process.env).catch((error: unknown) => fail(error));
}

function fail(reason: unknown): void {
  console.error(reason instanceof Error ? reason.message : String(reason));
  process.exitCode = 1;
}
