/** Makes dist/widget.zip, unpacks that very zip, and lays out the page of the sandbox. */
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unzipSync, zipSync } from 'fflate';
import { drawLogos } from './images.mjs';
import { readVersion } from './version.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const SHELL_PAGE = join(ROOT, '../amo/sandbox/page');
const require = createRequire(import.meta.url);
/** What amoCRM's page has of its own: the exact versions it ships. */
const VENDORS = {
  'require.js': 'requirejs/require.js',
  'jquery.js': 'jquery/dist/jquery.min.js',
  'underscore.js': 'underscore/underscore-min.js',
  'axe.js': 'axe-core/axe.min.js',
};
/** Equal sources make an equal zip. */
const EPOCH = new Date('2020-01-01T00:00:00Z');

async function manifest() {
  const source = JSON.parse(await readFile(join(ROOT, 'manifest.json'), 'utf8'));
  source.widget.version = await readVersion();
  return Buffer.from(`${JSON.stringify(source, null, 2)}\n`);
}

async function folder(path, prefix) {
  const names = (await readdir(path).catch(() => [])).sort();
  const read = async (name) => [`${prefix}${name}`, await readFile(join(path, name))];
  return Object.fromEntries(await Promise.all(names.map(read)));
}

async function collect() {
  const logos = await drawLogos(join(ROOT, 'images/mark.svg'));
  return {
    'manifest.json': await manifest(),
    'script.js': await readFile(join(DIST, 'bundle/script.js')),
    ...(await folder(join(ROOT, 'i18n'), 'i18n/')),
    ...Object.fromEntries(Object.entries(logos).map(([name, png]) => [`images/${name}`, png])),
    ...(await folder(join(ROOT, 'images/tour'), 'images/tour/')),
  };
}

async function unpack(zip, target) {
  await rm(target, { recursive: true, force: true });
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    await mkdir(dirname(join(target, name)), { recursive: true });
    await writeFile(join(target, name), bytes);
  }
}

async function layOutPage(target) {
  await rm(target, { recursive: true, force: true });
  await cp(SHELL_PAGE, target, { recursive: true });
  await mkdir(join(target, 'vendor'), { recursive: true });
  for (const [name, source] of Object.entries(VENDORS)) {
    await cp(require.resolve(source), join(target, 'vendor', name));
  }
}

const zip = zipSync(await collect(), { mtime: EPOCH, level: 9 });
await writeFile(join(DIST, 'widget.zip'), zip);
await unpack(zip, join(DIST, 'package'));
await layOutPage(join(DIST, 'page'));
