import { describe, expect, it } from 'vitest';
import type { JqXhr } from '../src/host-page';
import { TokenUnavailable } from '../src/token';
import { AuthorizedAjaxTransport, PreferredTransport } from '../src/transport';
import { body, fakeWidget, ScriptedTransport } from './doubles';

const { signal } = new AbortController();
const OK = { status: 200, body: body('Готово') };

function ajax(outcome: 'done' | 'fail', seen: Array<Record<string, unknown>>) {
  return (options: Record<string, unknown>): JqXhr => {
    seen.push(options);
    const xhr: JqXhr = {
      done(handler) {
        if (outcome === 'done') handler(OK.body, 'success', { status: 200 });
        return xhr;
      },
      fail(handler) {
        if (outcome === 'fail') handler({ status: 422, responseText: '{"detail":"Пусто"}' });
        return xhr;
      },
    };
    return xhr;
  };
}

describe('$authorizedAjax', () => {
  it('carries the same body and gives the same answer', async () => {
    const seen: Array<Record<string, unknown>> = [];
    const transport = new AuthorizedAjaxTransport(fakeWidget({ $authorizedAjax: ajax('done', seen) }));
    expect(await transport.send('https://a/x', '{"text":"а"}', signal, () => undefined)).toEqual(OK);
    expect(seen[0]).toMatchObject({ url: 'https://a/x', data: '{"text":"а"}', method: 'POST' });
  });

  it('asks with GET when there is nothing to post', async () => {
    const seen: Array<Record<string, unknown>> = [];
    const transport = new AuthorizedAjaxTransport(fakeWidget({ $authorizedAjax: ajax('done', seen) }));
    await transport.send('https://a/x', '', signal, () => undefined);
    expect(seen[0]).toMatchObject({ url: 'https://a/x', method: 'GET' });
  });

  it('gives the status and the body of a refusal', async () => {
    const transport = new AuthorizedAjaxTransport(fakeWidget({ $authorizedAjax: ajax('fail', []) }));
    const answer = await transport.send('https://a/x', '{}', signal, () => undefined);
    expect(answer).toEqual({ status: 422, body: { detail: 'Пусто' } });
  });
});

describe('the choice between the two', () => {
  it('falls back when the page gives no token, and stays with what worked', async () => {
    const first = new ScriptedTransport([new TokenUnavailable()]);
    const fallback = new ScriptedTransport([OK, OK]);
    const both = new PreferredTransport(first, fallback);
    await both.send('u', 'one', signal, () => undefined);
    await both.send('u', 'two', signal, () => undefined);
    expect([first.sent, fallback.sent]).toEqual([['one'], ['one', 'two']]);
  });

  it('does not take an error of the service for a missing token', async () => {
    const first = new ScriptedTransport([{ status: 500, body: null }]);
    const fallback = new ScriptedTransport([OK]);
    await new PreferredTransport(first, fallback).send('u', 'one', signal, () => undefined);
    expect(fallback.sent).toEqual([]);
  });
});
