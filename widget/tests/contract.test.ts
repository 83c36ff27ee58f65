import { describe, expect, it } from 'vitest';
import { readHints, readProblem, readReply } from '../src/contract';
import { body } from './doubles';

const BAR = { label: 'КП', value: 2, text: '2 сделки', url: '/leads/list/?filter[pipe][11][]=1103' };

describe('reading an answer', () => {
  it('keeps everything the contract names', () => {
    const reply = readReply(
      body('Готово', {
        records: [{ type: 'leads', id: 5, title: 'A', url: '/leads/detail/5', lines: ['x', 'y'] }],
        buttons: [{ label: 'Ещё', send: 'ещё' }],
        understood: [{ slot: 'due', label: 'Срок', text: 'завтра', value: 'пт 6 марта' }],
        chart: { title: 'По этапам', bars: [BAR] },
        link: { label: 'Список', url: '/leads/list/' },
        error: { code: 'timeout', retry: true },
      }),
    );
    expect(reply).toEqual({
      text: 'Готово',
      status: 'done',
      intent: 'find_leads',
      source: 'rules',
      records: [{ type: 'leads', id: 5, title: 'A', url: '/leads/detail/5', lines: ['x', 'y'] }],
      buttons: [{ label: 'Ещё', send: 'ещё' }],
      understood: [{ slot: 'due', label: 'Срок', text: 'завтра', value: 'пт 6 марта' }],
      chart: { title: 'По этапам', bars: [BAR] },
      link: { label: 'Список', url: '/leads/list/' },
      state: 'next',
      error: { code: 'timeout', retry: true },
      requestId: 'r1',
      tookMs: 4,
    });
  });

  it('survives members of a wrong shape', () => {
    const odd = readReply({
      text: 'а',
      status: 'new',
      records: [null, 5, { title: 7, lines: 'x' }],
      buttons: [{}, { send: 'да' }],
      understood: 'no',
      chart: { bars: [] },
      error: 'no',
      took_ms: '4',
    });
    expect(odd?.records).toEqual([{ type: '', id: null, title: '7', url: null, lines: [] }]);
    expect(odd?.buttons).toEqual([{ label: 'да', send: 'да' }]);
    expect([odd?.status, odd?.chart, odd?.error, odd?.tookMs]).toEqual(['done', null, null, null]);
  });

  it('finds the sentence of a problem', () => {
    expect(readProblem({ detail: 'Слишком длинно' })).toBe('Слишком длинно');
    expect([readProblem(null), readProblem({ detail: 4 })]).toEqual([null, null]);
  });
});

describe('reading hints', () => {
  it('keeps the sentence and the phrase', () => {
    const hint = { code: 'no_task', text: 'Нет открытых задач', send: 'Поставь задачу' };
    expect(readHints({ hints: [hint], request_id: 'r' })).toEqual([
      { text: 'Нет открытых задач', send: 'Поставь задачу' },
    ]);
  });

  it.each([null, [], { detail: 'Нет токена' }, { hints: 'no' }])('finds none in %j', (odd) => {
    expect(readHints(odd)).toEqual([]);
  });
});
