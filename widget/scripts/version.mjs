import { readFile } from 'node:fs/promises';

const SOURCE = new URL('../../service/version.py', import.meta.url);

/** The version of the whole product, kept in one place: amoCRM asks that it rise with every upload. */
export async function readVersion() {
  const found = /^VERSION = "(\d+\.\d+\.\d+)"$/m.exec(await readFile(SOURCE, 'utf8'));
  if (!found) throw new Error('service/version.py has no line VERSION = "x.y.z"');
  return found[1];
}
