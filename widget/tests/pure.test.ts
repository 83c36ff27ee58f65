import { describe, expect, it } from 'vitest';
import { readReply, type Reply } from '../src/contract';
import { withoutRepeats } from '../src/repeats';
import { body } from './doubles';
import { readAddress } from '../src/backend-url';
import { uuid } from '../src/conversation';
import { clampPlacement, loadPlacement, panelBox, placementAt } from '../src/placement';
import { Recall } from '../src/recall';
import { pathInside, pieces } from '../src/rich-text';
import { Strings } from '../src/strings';
import ru from '../i18n/ru.json';

const DESKTOP = { width: 1280, height: 800 };

describe('links in a text', () => {
  const hrefs = (text: string): string[] =>
    pieces(text).flatMap((piece) => (piece.kind === 'link' ? [`${piece.text}→${piece.href}`] : []));

  it('are found, without the punctuation after them', () => {
    expect(hrefs('См. https://a.example/x?y=1, и (https://b.example).')).toEqual([
      'https://a.example/x?y=1→https://a.example/x?y=1',
      'https://b.example→https://b.example',
    ]);
    expect(hrefs('почта ivan.petrov@romashka.example.')).toEqual([
      'ivan.petrov@romashka.example→mailto:ivan.petrov@romashka.example',
    ]);
    expect(hrefs('тел. +7 916 123-45-67, карточка /leads/detail/5001')).toEqual([
      '+7 916 123-45-67→tel:+79161234567',
      '/leads/detail/5001→/leads/detail/5001',
    ]);
  });

  it('keep a phone apart from the number after it', () => {
    expect(hrefs('+7 916 123-45-67 10:00, +7 (495) 777-88-99 2')).toEqual([
      '+7 916 123-45-67→tel:+79161234567',
      '+7 (495) 777-88-99→tel:+74957778899',
    ]);
    expect(hrefs('счёт +791612345678')).toEqual([]);
  });

  it('leave every character of the text in place', () => {
    const text = 'a https://x.y/?<b>"q" +7 (495) 100-20-30\nq@w.ru /todo/line/ 5001 javascript:alert(1)';
    expect(pieces(text).map((piece) => piece.text).join('')).toBe(text);
  });

  it('are never anything but http, mail and phone', () => {
    expect(hrefs('javascript:alert(1) data:text/html,x file:///etc')).toEqual([]);
  });

  it.each([
    ['/leads/detail/5', '/leads/detail/5'],
    ['https://demo.amocrm.ru/leads/detail/5', '/leads/detail/5'],
    ['https://evil.example/leads/detail/5', null],
    ['//evil.example/x', null],
    ['javascript:alert(1)', null],
    ['http://[', null],
    [null, null],
  ])('to %s stay inside as %s', (href, path) =>
    expect(pathInside(href, 'https://demo.amocrm.ru')).toBe(path));
});

describe('what stands below the text', () => {
  const read = (extra: object): Reply => readReply(body('', extra)) as Reply;

  it('is not said twice: bars, slots, candidates', () => {
    const chart = { title: '', bars: [{ label: 'КП', value: 2, text: '2 сделки' }] };
    expect(withoutRepeats(read({ text: 'Всего 2\nКП — 2 сделки', chart }), false)).toBe('Всего 2');
    const understood = [{ slot: 'due', label: 'Срок', text: '', value: 'завтра' }];
    const confirm = read({ text: 'Поставить?\nСрок: завтра\nСрок важен', status: 'confirm', understood });
    expect(withoutRepeats(confirm, false)).toBe('Поставить?\nСрок важен');
    const records = [{ title: 'А' }, { title: 'Б' }];
    expect(withoutRepeats(read({ text: 'Кто?\n1. А\n2. Б', records }), true)).toBe('Кто?');
  });

  it('does not swallow numbers that are something else, nor the whole text', () => {
    const records = [{ title: 'А' }, { title: 'Б' }];
    expect(withoutRepeats(read({ text: 'Кто?\n1. А', records }), true)).toBe('Кто?\n1. А');
    expect(withoutRepeats(read({ text: '1. А\n2. Б', records }), true)).toBe('1. А\n2. Б');
  });
});

describe('the placement', () => {
  it('sticks to the nearer side and keeps clear of the top bar and the window\'s ends', () => {
    expect(placementAt(100, 400, DESKTOP)).toEqual({ side: 'left', bottom: 372 });
    expect(placementAt(1200, -50, DESKTOP)).toEqual({ side: 'right', bottom: 672 });
    expect(placementAt(1200, 5000, DESKTOP)).toEqual({ side: 'right', bottom: 24 });
    expect(clampPlacement({ side: 'right', bottom: 700 }, { width: 400, height: 300 }).bottom).toBe(172);
  });

  it.each([24, 88, 300, 672])('gives a window that is inside the view with the button at %i', (bottom) => {
    const box = panelBox({ side: 'left', bottom }, DESKTOP);
    expect(box.fullScreen).toBe(false);
    expect(box.bottom + box.height).toBeLessThanOrEqual(DESKTOP.height);
    expect(box.inset + box.width).toBeLessThanOrEqual(DESKTOP.width);
  });

  it('takes the whole window of a phone and of a page at 200 %', () => {
    expect(panelBox({ side: 'right', bottom: 24 }, { width: 390, height: 800 })).toMatchObject({
      fullScreen: true, width: 390, height: 800,
    });
    expect(panelBox({ side: 'right', bottom: 24 }, { width: 640, height: 360 }).fullScreen).toBe(true);
  });

  it('starts in its corner when what was saved is unusable', () => {
    const storage = { getItem: () => '{"side":"up"}' } as unknown as Storage;
    expect(loadPlacement(storage, 'k')).toEqual(loadPlacement(null, 'k'));
  });
});

describe('recalling', () => {
  it('goes to older texts and back to the empty input', () => {
    const recall = new Recall();
    const texts = ['раз', 'два'];
    expect(recall.older(texts, '')).toBe('два');
    expect(recall.older(texts, 'два')).toBe('раз');
    expect(recall.older(texts, 'раз')).toBe('раз');
    expect(recall.newer(texts, 'раз')).toBe('два');
    expect(recall.newer(texts, 'два')).toBe('');
  });

  it('leaves the arrows alone in a text of one\'s own', () => {
    const recall = new Recall();
    expect(recall.older(['раз'], 'мой текст')).toBeNull();
    expect(recall.newer(['раз'], 'мой текст')).toBeNull();
    expect(recall.older([], '')).toBeNull();
  });
});

describe('the texts', () => {
  const strings = new Strings(() => ru, () => 'ru');

  it.each([
    [1, 'Отмечена 1 запись'],
    [3, 'Отмечено 3 записи'],
    [11, 'Отмечено 11 записей'],
    [21, 'Отмечена 21 запись'],
  ])('agree with the number %i', (count, text) => expect(strings.n('context.selected', count)).toBe(text));

  it('fill in what they are given and show the key of a missing one', () => {
    expect(strings.t('welcome.title', { name: 'Анна' })).toBe('Чем помочь, Анна?');
    expect(strings.t('no.such')).toBe('no.such');
  });

  it('have phrases for a section, for its family and for any other', () => {
    expect(strings.suggestions('leads_card')).toBe(ru.chat.suggestions.leads_card);
    expect(strings.suggestions('todo-line')).toBe(ru.chat.suggestions.todo);
    expect(strings.suggestions('imbox')).toBe(ru.chat.suggestions.default);
  });
});

describe('the backend address', () => {
  it.each([
    ['https://a.example/', { url: 'https://a.example' }],
    [' https://a.example/assistant/ ', { url: 'https://a.example/assistant' }],
    ['http://127.0.0.1:8000', { url: 'http://127.0.0.1:8000' }],
    ['http://a.example', { problem: 'insecure' }],
    ['a.example', { problem: 'bad_url' }],
    ['javascript:alert(1)', { problem: 'bad_url' }],
    ['https://u:p@a.example', { problem: 'bad_url' }],
    [undefined, { problem: 'bad_url' }],
  ])('%s is read as %j', (typed, read) => expect(readAddress(typed, 'https:')).toEqual(read));
});

it('a message id is a UUID of version 4, each a new one', () => {
  const ids = new Set(Array.from({ length: 50 }, uuid));
  expect(ids.size).toBe(50);
  ids.forEach((id) => expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/));
});
