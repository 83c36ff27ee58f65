import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { LOGOS } from './rules.mjs';

const MARGIN = 10;

/** The mark centred on a transparent canvas, clear of the margin amoCRM asks for. */
function canvas(mark, [width, height]) {
  const side = Math.min(width, height) - 2 * MARGIN;
  const [x, y] = [(width - side) / 2, (height - side) / 2];
  const nested = mark.replace('<svg ', `<svg x="${x}" y="${y}" width="${side}" height="${side}" `);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${nested}</svg>`;
}

/** @returns {Promise<Record<string, Uint8Array>>} every logo amoCRM wants, drawn from one mark */
export async function drawLogos(markFile) {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(readFile(wasm));
  const mark = await readFile(markFile, 'utf8');
  const draw = ([name, size]) => [name, new Resvg(canvas(mark, size)).render().asPng()];
  return Object.fromEntries(Object.entries(LOGOS).map(draw));
}
