import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const SDK = at('src/sdk/index.ts');
export const SDK_WEBHOOKS = at('src/sdk/webhooks/index.ts');

/**
 * One module with everything that the entry imports, as a page's or a worker's bundler makes it.
 * @param options.name of a global that holds what it exports: then it is a classic script
 */
export async function bundle(input: string, { minify = false, name = '' } = {}): Promise<string> {
  const bundle = await rolldown({ input, platform: 'neutral', resolve: { mainFields: ['module', 'main'] } });
  const { output } = await bundle.generate({ ...(name ? { format: 'iife', name } : { format: 'es' }), minify });
  await bundle.close();
  if (output.length !== 1) throw new Error(`${input} does not fit into one module.`);
  return output[0].code;
}
