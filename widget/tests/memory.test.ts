import { beforeEach, describe, expect, it } from 'vitest';
import { readReply, type Reply } from '../src/contract';
import { EMPTY, reduce, type Dialogue } from '../src/dialogue';
import { Memory } from '../src/memory';
import { body, REQUEST } from './doubles';

const memory = (user = '7:101'): Memory => new Memory(sessionStorage, `amo-assistant:${user}`);
const dialogue = (): Dialogue =>
  reduce(
    reduce(EMPTY, { type: 'sent', request: { ...REQUEST, message_id: 'a' }, at: 1 }),
    { type: 'answered', id: 'a', at: 2, reply: readReply(body('Готово')) as Reply },
  );

beforeEach(() => sessionStorage.clear());

describe('the tab\'s memory', () => {
  it('brings the dialogue and the draft back', () => {
    memory().save(dialogue());
    memory().saveDraft('недописан');
    expect(memory().load()).toEqual({ ...dialogue(), pending: null });
    expect(memory().draft()).toBe('недописан');
  });

  it('keeps users apart', () => {
    memory('7:101').save(dialogue());
    expect(memory('7:102').load()).toEqual(EMPTY);
  });

  it('marks a message whose answer did not come before the page went', () => {
    memory().save(reduce(EMPTY, { type: 'sent', request: { ...REQUEST, message_id: 'a' }, at: 1 }));
    expect(memory().load().messages[0]).toMatchObject({ failure: { kind: 'interrupted' } });
    expect(memory().load().pending).toBeNull();
  });

  it('writes nothing to local storage', () => {
    memory().save(dialogue());
    expect(localStorage).toHaveLength(0);
  });

  it.each(['{', 'null', '[]', '{"messages":5}'])('starts empty from the ruin %s', (ruin) => {
    sessionStorage.setItem('amo-assistant:7:101:dialogue', ruin);
    expect(memory().load()).toEqual(EMPTY);
  });

  it('does without storage where the browser forbids it', () => {
    const forbidden = new Memory(null, 'k');
    forbidden.save(dialogue());
    expect(forbidden.load()).toEqual(EMPTY);
    expect(forbidden.draft()).toBe('');
  });

  it('keeps the newest messages when the storage is full', () => {
    const messages = Array.from({ length: 80 }, (_none, index) => ({
      role: 'user' as const, id: `m${index}`, text: 'x', at: 1, failure: null,
    }));
    const tight = { getItem: () => null, setItem: (key: string, value: string) => {
      if (value.includes('"m0"')) throw new DOMException('', 'QuotaExceededError');
      sessionStorage.setItem(key, value);
    } } as unknown as Storage;
    new Memory(tight, 'amo-assistant:7:101').save({ ...EMPTY, messages });
    expect(memory().load().messages.map((one) => one.id)).toEqual(messages.slice(-50).map((one) => one.id));
  });
});
