import { readFile } from 'node:fs/promises';

const CHANGELOG = new URL('../../CHANGELOG.md', import.meta.url);
const PACKAGE = new URL('../package.json', import.meta.url);
const HEADING = /^## \[?(\d+\.\d+\.\d+)\]?/m;

/** The newest released version of the changelog; package.json's where there is no release yet. */
export async function readVersion() {
  const changelog = await readFile(CHANGELOG, 'utf8').catch(() => '');
  const released = HEADING.exec(changelog)?.[1];
  return released ?? JSON.parse(await readFile(PACKAGE, 'utf8')).version;
}
