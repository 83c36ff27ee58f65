import {
  FIELD_TYPES, LOCATIONS, LOCATION_BLOCKS, LOGOS, MAX_IMAGE_BYTES, MAX_SCRIPT_BYTES, TOUR_SIZE,
} from './rules.mjs';

const decode = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const isText = (name) => /\.(js|json|css|twig)$/.test(name);
const isImage = (name) => /\.(png|jpe?g|gif|svg)$/i.test(name);
const at = (object, path) => path.split('.').reduce((branch, key) => branch?.[key], object);

function parse(name, bytes, found) {
  try {
    return JSON.parse(decode(bytes));
  } catch {
    found.push(`${name}: not valid JSON`);
    return null;
  }
}

function* textRules(files) {
  for (const [name, bytes] of Object.entries(files).filter(([name]) => isText(name))) {
    let text = '';
    try {
      text = decode(bytes);
    } catch {
      yield `${name}: not UTF-8`;
    }
    if (text.startsWith('\uFEFF')) yield `${name}: begins with a byte order mark`;
    if (text.includes('\r')) yield `${name}: has Windows line ends`;
  }
}

/** Width and height stand at fixed places of a PNG's first chunk. */
function pngSize(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length > 24 && view.getUint32(0) === 0x89504e47;
  return isPng ? [view.getUint32(16), view.getUint32(20)] : null;
}

function* imageRules(files, manifest) {
  const wanted = { ...LOGOS };
  for (const paths of Object.values(at(manifest, 'tour.tour_images') ?? {})) {
    paths.forEach((path) => (wanted[path.replace('/images/', '')] = TOUR_SIZE));
  }
  for (const [name, [width, height]] of Object.entries(wanted)) {
    const bytes = files[`images/${name}`];
    const size = bytes && pngSize(bytes);
    if (!bytes) yield `images/${name}: missing`;
    else if (size?.[0] !== width || size?.[1] !== height) {
      yield `images/${name}: must be a PNG of ${width}x${height}, is ${size?.join('x') ?? 'no PNG'}`;
    }
  }
  for (const [name, bytes] of Object.entries(files).filter(([name]) => isImage(name))) {
    if (bytes.length > MAX_IMAGE_BYTES) yield `${name}: ${bytes.length} bytes, over ${MAX_IMAGE_BYTES}`;
  }
}

const REQUIRED = [
  'widget.name', 'widget.description', 'widget.short_description', 'widget.version',
  'widget.interface_version', 'widget.locale', 'widget.installation', 'locations',
];

function* manifestRules(manifest) {
  for (const path of REQUIRED) if (at(manifest, path) === undefined) yield `manifest.json: no ${path}`;
  const { widget = {}, locations = [], settings = {} } = manifest;
  if (widget.interface_version !== 2) yield 'manifest.json: widget.interface_version must be 2';
  if (!/^\d+\.\d+\.\d+$/.test(widget.version ?? '')) yield 'manifest.json: widget.version is no x.y.z';
  if (widget.code || widget.secret_key) yield 'manifest.json: code and secret_key are no longer taken';
  if (!widget.support?.link || !widget.support?.email) yield 'manifest.json: no widget.support';
  if (manifest.tour && manifest.tour.is_tour !== true) yield 'manifest.json: tour.is_tour must be true';
  yield* locationRules(manifest, locations);
  if (widget.installation && !Object.keys(settings).length) {
    yield 'manifest.json: installation needs at least one settings field';
  }
  for (const [code, field] of Object.entries(settings)) {
    if (!FIELD_TYPES.has(field.type)) yield `manifest.json: settings.${code} has type ${field.type}`;
  }
}

function* locationRules(manifest, locations) {
  for (const location of locations) {
    const [area, panel] = location.split(/-(?=[01]$)/);
    if (!LOCATIONS.has(area)) yield `manifest.json: unknown location ${location}`;
    if (area === 'everywhere' && panel) yield 'manifest.json: everywhere takes no -0 or -1';
    if (panel === '0' && locations.includes(`${area}-1`)) yield `manifest.json: ${area} has both -0 and -1`;
    const block = LOCATION_BLOCKS[area];
    if (block && !manifest[block]) yield `manifest.json: location ${area} needs the block ${block}`;
  }
}

const leaves = (branch, path = '') =>
  typeof branch === 'object' && branch !== null
    ? Object.entries(branch).flatMap(([key, value]) => leaves(value, path ? `${path}.${key}` : key))
    : [[path, branch]];

/** Plural categories and numbered phrases differ between languages by right. */
const keyOf = ([path]) => path.replace(/\.(one|few|many|other|two|zero)$/, '.*').replace(/\.\d+$/, '.#');

function* localeRules(files, manifest, found) {
  const locales = manifest.widget?.locale ?? [];
  const names = Object.keys(files).filter((name) => name.startsWith('i18n/'));
  if (names.length !== locales.length) yield `i18n: ${names.length} files for ${locales.length} locales`;
  const texts = {};
  for (const locale of locales) {
    const bytes = files[`i18n/${locale}.json`];
    if (!bytes) yield `i18n/${locale}.json: missing`;
    else texts[locale] = parse(`i18n/${locale}.json`, bytes, found) ?? {};
  }
  for (const [locale, tree] of Object.entries(texts)) yield* keyRules(locale, tree, texts, manifest);
}

function* keyRules(locale, tree, texts, manifest) {
  const { widget = {}, settings = {}, tour = {}, advanced = {} } = manifest;
  const referred = [
    widget.name, widget.description, widget.short_description, tour.tour_description,
    advanced.title, ...Object.values(settings).map((field) => field.name),
  ].filter(Boolean);
  for (const key of referred) if (!at(tree, key)) yield `i18n/${locale}.json: no text for ${key}`;
  for (const [path, text] of leaves(tree)) if (!text) yield `i18n/${locale}.json: ${path} is empty`;
  const mine = new Set(leaves(tree).map(keyOf));
  for (const [other, theirs] of Object.entries(texts)) {
    for (const leaf of leaves(theirs)) {
      if (!mine.has(keyOf(leaf))) yield `i18n/${locale}.json: no ${leaf[0]}, which ${other} has`;
    }
  }
}

function* scriptRules(script) {
  if (script.length > MAX_SCRIPT_BYTES) yield `script.js: ${script.length} bytes, over ${MAX_SCRIPT_BYTES}`;
  const code = decode(script);
  if (!/^define\(\[/.test(code)) yield 'script.js: does not begin with define([…]';
  if ((code.match(/(?<![\w$.])define\(/g) ?? []).length !== 1) yield 'script.js: not exactly one define()';
  if (/(?<![\w$.])eval\(|new Function\(/.test(code)) yield 'script.js: uses eval';
  if (/createElement\(["'`]script/.test(code)) yield 'script.js: makes script elements';
  if (/console\.(?!trace)\w+/.test(code)) yield 'script.js: writes to the console';
}

/**
 * @param {Record<string, Uint8Array>} files the unzipped archive
 * @returns {string[]} one line for each violation; empty when the archive may be uploaded
 */
export function violations(files) {
  const found = [];
  if (!files['manifest.json']) return ['manifest.json: missing at the root of the archive'];
  const manifest = parse('manifest.json', files['manifest.json'], found);
  if (!manifest) return found;
  if (files['script.js']) found.push(...scriptRules(files['script.js']));
  else found.push('script.js: missing at the root of the archive');
  found.push(...textRules(files), ...manifestRules(manifest));
  found.push(...imageRules(files, manifest), ...localeRules(files, manifest, found));
  return found;
}
