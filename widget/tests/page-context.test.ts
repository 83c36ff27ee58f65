import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCard, readPageContext, signedInUser } from '../src/page-context';
import { buildStrings } from '../src/app-parts';
import { APP, fakeWidget, putApp } from './doubles';

beforeEach(() => putApp(APP));
afterEach(() => history.replaceState({}, '', '/'));

describe('the page\'s context', () => {
  it.each([
    ['/leads/detail/5001', { type: 'leads', id: 5001 }],
    ['/contacts/detail/7?tab=1', { type: 'contacts', id: 7 }],
    ['/companies/detail/8/', { type: 'companies', id: 8 }],
    ['/customers/detail/9', { type: 'customers', id: 9 }],
    ['/leads/detail/0', null],
    ['/leads/pipeline/11', null],
    ['/x/leads/detail/5', null],
  ])('reads %s as %j', (path, card) => expect(openCard(path)).toEqual(card));

  it('is whole', () => {
    history.replaceState({}, '', '/leads/detail/5001?tab=2');
    const rows = [{ id: '3' }, { id: 4 }, { id: 'x' }, {}];
    const widget = fakeWidget({ list_selected: () => ({ selected: rows }) });
    expect(readPageContext(widget, 'а'.repeat(5000))).toEqual({
      entity: { type: 'leads', id: 5001 },
      section: 'leads_card',
      url: '/leads/detail/5001?tab=2',
      selected_text: 'а'.repeat(1000),
      selected: [3, 4],
    });
  });

  it('does without a page object and with methods that throw', () => {
    putApp(undefined);
    const throws = (): never => {
      throw new Error('not ready');
    };
    const context = readPageContext(fakeWidget({ list_selected: throws }), null);
    expect(context).toMatchObject({ section: '', selected: [], entity: null });
    expect(signedInUser(fakeWidget({ system: throws }))).toBe(':');
  });

  it('counts in the language of the file amoCRM loaded, whatever the page is marked as', () => {
    document.documentElement.lang = 'ru_RU';
    putApp({ ...APP, lang_id: 'ru' });
    expect(buildStrings(fakeWidget()).n('context.selected', 3)).toBe('Отмечено 3 записи');
    putApp(undefined);
    expect(buildStrings(fakeWidget()).n('context.selected', 21)).toBe('Отмечена 21 запись');
    document.documentElement.lang = '';
  });

  it('names the user by what the page says, then by what the widget is told', () => {
    expect(signedInUser(fakeWidget())).toBe('7:101');
    putApp({ constant: () => false });
    expect(signedInUser(fakeWidget())).toBe('demo:101');
  });
});
