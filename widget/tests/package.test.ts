import { beforeEach, describe, expect, it } from 'vitest';
import manifest from '../manifest.json';
import ru from '../i18n/ru.json';
import en from '../i18n/en.json';
// @ts-expect-error the build scripts are plain modules
import { violations } from '../scripts/violations.mjs';

const LOGOS: Record<string, [number, number]> = {
  'logo.png': [130, 100],
  'logo_main.png': [400, 272],
  'logo_medium.png': [240, 84],
  'logo_min.png': [84, 84],
  'logo_small.png': [108, 108],
};
const TOUR: [number, number] = [1188, 616];

/** The head of a PNG: signature, length, IHDR, width, height. */
function png([width, height]: [number, number], bytes = 40): Uint8Array {
  const file = new Uint8Array(bytes);
  const view = new DataView(file.buffer);
  view.setUint32(0, 0x89504e47);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return file;
}

const text = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

let files: Record<string, Uint8Array>;
let source: typeof manifest & Record<string, unknown>;

const found = (): string[] => {
  files['manifest.json'] ??= text(source);
  return violations(files) as string[];
};

beforeEach(() => {
  source = structuredClone(manifest);
  source.widget.version = '1.2.3';
  const tour = Object.values((source.tour as { tour_images?: object } | undefined)?.tour_images ?? {}).flat();
  files = {
    'script.js': text("define(['jquery'],function($){return function(){}});"),
    'i18n/ru.json': text(ru),
    'i18n/en.json': text(en),
    ...Object.fromEntries(Object.entries(LOGOS).map(([name, size]) => [`images/${name}`, png(size)])),
    ...Object.fromEntries((tour as string[]).map((path) => [path.slice(1), png(TOUR)])),
  };
});

describe('the checker of widget.zip', () => {
  it('has nothing against a whole archive', () => expect(found()).toEqual([]));

  it('names a manifest that is not at the root', () => {
    expect(violations({ 'widget/manifest.json': text(source) })).toEqual([
      'manifest.json: missing at the root of the archive',
    ]);
  });

  it.each<[string, () => void, RegExp]>([
    ['a missing script', () => delete files['script.js'], /script\.js: missing/],
    ['a script without define', () => (files['script.js'] = text('(function(){})()')), /does not begin with define/],
    ['two defines', () => (files['script.js'] = text("define(['a'],f);define(['b'],f)")), /exactly one define/],
    ['eval', () => (files['script.js'] = text("define(['a'],function(){eval('1')})")), /uses eval/],
    ['console noise', () => (files['script.js'] = text("define(['a'],function(){console.log(1)})")), /console/],
    ['a heavy script', () => (files['script.js'] = text(`define(['a'],f)//${'x'.repeat(62_000)}`)), /script\.js: \d+ bytes/],
    ['a wrong logo size', () => (files['images/logo.png'] = png([10, 10])), /logo\.png: must be a PNG of 130x100, is 10x10/],
    ['a missing logo', () => delete files['images/logo_min.png'], /logo_min\.png: missing/],
    ['a heavy picture', () => (files['images/logo.png'] = png([130, 100], 310_000)), /logo\.png: 310000 bytes/],
    ['a missing locale', () => delete files['i18n/en.json'], /i18n\/en\.json: missing/],
    ['a spare locale', () => (files['i18n/es.json'] = text(en)), /3 files for 2 locales/],
    ['a locale with a key less', () => (files['i18n/en.json'] = text({ ...en, settings: {} })), /en\.json: no settings\.backend_url/],
    ['an empty text', () => (files['i18n/en.json'] = text({ ...en, settings: { backend_url: '' } })), /backend_url is empty/],
    ['a broken locale', () => (files['i18n/en.json'] = text('{')), /en\.json: not valid JSON/],
    ['a byte order mark', () => (files['i18n/en.json'] = text(`\uFEFF${JSON.stringify(en)}`)), /byte order mark/],
    ['Windows line ends', () => (files['i18n/en.json'] = text(JSON.stringify(en, null, 1).replace(/\n/g, '\r\n'))), /Windows line ends/],
    ['an old interface', () => (source.widget.interface_version = 1), /interface_version must be 2/],
    ['a version of another form', () => (source.widget.version = '1.0'), /no x\.y\.z/],
    ['a secret in the manifest', () => Object.assign(source.widget, { secret_key: 'x' }), /no longer taken/],
    ['an unknown location', () => source.locations.push('kanban'), /unknown location kanban/],
    ['everywhere with a suffix', () => source.locations.push('everywhere-1'), /everywhere takes no/],
    ['a location without its block', () => source.locations.push('sms'), /sms needs the block/],
    ['both kinds of one area', () => source.locations.push('lcard-0', 'lcard-1'), /lcard has both/],
    ['no settings field', () => Object.assign(source, { settings: {} }), /at least one settings field/],
    ['a field of an unknown type', () => Object.assign(source.settings.backend_url, { type: 'hidden' }), /has type hidden/],
    ['a missing key', () => Object.assign(source, { locations: undefined }), /no locations/],
  ])('names %s', (_name, spoil, line) => {
    spoil();
    expect(found().filter((one) => line.test(one))).toHaveLength(1);
  });
});
