import { describe, expect, it } from 'vitest';
import { readReply, type Reply } from '../src/contract';
import { EMPTY, MAX_MESSAGES, reduce, type Action, type Dialogue } from '../src/dialogue';
import { body, REQUEST } from './doubles';

const reply = (extra: object = {}): Reply => readReply(body('Готово', extra)) as Reply;
const sent = (id: string, text = id, again?: string): Action => ({
  type: 'sent', request: { ...REQUEST, message_id: id, text }, at: 1, again,
});
const answered = (id: string, extra: object = {}): Action => ({ type: 'answered', id, at: 2, reply: reply(extra) });
const failed = (id: string): Action => ({ type: 'failed', id, failure: { kind: 'unreachable', detail: null } });
const play = (actions: Action[], from: Dialogue = EMPTY): Dialogue => actions.reduce(reduce, from);

describe('the dialogue', () => {
  it('keeps question, answer and the next state', () => {
    const after = play([{ type: 'opened' }, sent('a'), answered('a')]);
    expect(after.messages.map((one) => one.role)).toEqual(['user', 'assistant']);
    expect([after.state, after.pending, after.unread]).toEqual(['next', null, 0]);
  });

  it('takes one message at a time', () => {
    expect(play([sent('a'), sent('b')]).messages).toHaveLength(1);
  });

  it('ignores news about a message that is no longer awaited', () => {
    const cleared = play([sent('a'), { type: 'cleared' }]);
    expect(play([answered('a'), failed('a')], cleared)).toEqual(cleared);
  });

  it('counts answers that came while it was closed, until it is opened', () => {
    const closed = play([sent('a'), answered('a'), sent('b'), answered('b')]);
    expect(closed.unread).toBe(2);
    expect(play([{ type: 'opened' }], closed).unread).toBe(0);
  });

  it('loses nothing on a failure: the same message can be sent again', () => {
    const broken = play([sent('a', 'найди'), failed('a')]);
    expect(broken.messages[0]).toMatchObject({ text: 'найди', failure: { kind: 'unreachable' } });
    const again = play([sent('a', 'найди', 'a'), answered('a')], broken);
    expect(again.messages.map((one) => one.id)).toEqual(['a', 'a:2']);
    expect(again.messages[0]).toMatchObject({ failure: null });
  });

  it('replaces an error answer by the answer to the repeated message', () => {
    const error = { status: 'error', error: { code: 'timeout', retry: true } };
    const after = play([sent('a'), answered('a', error), sent('a', 'a', 'a'), answered('a')]);
    expect(after.messages).toHaveLength(2);
    expect(after.messages[1]).toMatchObject({ reply: { status: 'done' } });
  });

  it('drops the oldest messages beyond its limit', () => {
    const ids = Array.from({ length: MAX_MESSAGES }, (_none, index) => `m${index}`);
    const after = play(ids.flatMap((id) => [sent(id), answered(id)]));
    expect(after.messages).toHaveLength(MAX_MESSAGES);
    expect(after.messages[after.messages.length - 1]?.id).toBe(`m${MAX_MESSAGES - 1}:2`);
  });

  it('forgets everything but whether it is open when cleared', () => {
    const after = play([{ type: 'opened' }, sent('a'), answered('a'), { type: 'cleared' }]);
    expect(after).toEqual({ ...EMPTY, open: true });
  });
});
