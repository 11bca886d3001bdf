import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const SDK = at('src/sdk/index.ts');
export const SDK_WEBHOOKS = at('src/sdk/webhooks/index.ts');

/** One module with everything that the entry imports, as a page's or a worker's bundler makes it. */
export async function bundle(input: string, { minify = false } = {}): Promise<string> {
  const bundle = await rolldown({ input, platform: 'neutral', resolve: { mainFields: ['module', 'main'] } });
  const { output } = await bundle.generate({ format: 'es', minify });
  await bundle.close();
  if (output.length !== 1) throw new Error(`${input} does not fit into one module.`);
  return output[0].code;
}
