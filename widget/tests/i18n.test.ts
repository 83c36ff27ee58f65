import { describe, expect, it } from 'vitest';
import en from '../i18n/en.json';
import ru from '../i18n/ru.json';

const SOURCES = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
  query: '?raw', import: 'default', eager: true,
});
const code = Object.values(SOURCES).join('\n');

type Tree = { [key: string]: string | string[] | Tree };
const at = (tree: Tree, key: string): unknown =>
  key.split('.').reduce<unknown>((branch, part) => (branch as Tree | undefined)?.[part], tree);

const keys = [...code.matchAll(/\b[tn]\(\s*'([\w.]+)'/g)].map((match) => match[1] as string);

describe('the language files', () => {
  it.each([['ru', ru], ['en', en]])('%s have a text for every key of the code', (_name, file) => {
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((key) => at(file.chat as unknown as Tree, key) === undefined)).toEqual([]);
  });

  it.each([['ru', ru], ['en', en]])('%s say why a message got no answer, whatever the cause', (_name, file) => {
    const source = SOURCES['../src/failure.ts'] ?? '';
    const kinds = [...source.matchAll(/^ {2}\| '(\w+)'/gm)].map((match) => match[1] as string);
    expect(Object.keys(file.chat.failure).sort()).toEqual(kinds.sort());
  });

  it('are the only place with Russian in it', () => {
    const strings = code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(strings.match(/[а-яё]{2,}/gi) ?? []).toEqual([]);
  });
});
