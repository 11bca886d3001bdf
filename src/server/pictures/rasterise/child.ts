import { renderAsync, Resvg } from '@resvg/resvg-js';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { withoutWebp } from './webp.ts';

/** Sent to the drawing process. `width` is in pixels. */
export type DrawingJob =
  | { kind: 'png'; svg: string; width: number }
  | { kind: 'trial'; svg: string; width: number }
  | { kind: 'normalise'; svg: string };
/** A normalised SVG holds shapes, paints, masks and nothing else. */
export type DrawingResult = { png: Uint8Array } | { isBlank: boolean } | { svg: string; width: number; height: number };
export type DrawingAnswer = { result: DrawingResult } | { problem: string };

/** No system fonts: the same picture on every machine. */
const FONT = { loadSystemFonts: false };

/** The library's memory is not part of the heap, so V8 does not limit it. Drawing blocks this thread: another one watches. */
new Worker(new URL(`memory-limit${extname(import.meta.url)}`, import.meta.url));

process.on('message', async (job: DrawingJob) => {
  process.send!(await carryOut(job));
});
process.on('disconnect', () => process.exit());
process.send!('ready');

async function carryOut(job: DrawingJob): Promise<DrawingAnswer> {
  try {
    return { result: await draw(job) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

async function draw(job: DrawingJob): Promise<DrawingResult> {
  if (job.kind === 'png') return { png: (await render(job.svg, job.width)).asPng() };
  if (job.kind === 'trial') return { isBlank: isBlank((await render(job.svg, job.width)).pixels) };
  const drawing = new Resvg(job.svg, { font: FONT });
  const { width, height } = drawing;
  const svg = drawing.toString();
  new Resvg(svg, { font: FONT }); // throws where the output is not valid: some ids are written unescaped
  return { svg, width, height };
}

async function render(svg: string, width: number) {
  return renderAsync(await withoutWebp(svg), { fitTo: { mode: 'width', value: width }, font: FONT });
}

/** RGBA: the picture is blank where every fourth byte, the opacity, is 0. */
function isBlank(pixels: Buffer): boolean {
  for (let alpha = 3; alpha < pixels.length; alpha += 4) if (pixels[alpha] !== 0) return false;
  return true;
}
