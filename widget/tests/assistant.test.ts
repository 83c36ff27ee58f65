import { afterEach, describe, expect, it, vi } from 'vitest';
import { Assistant, type Phase } from '../src/assistant';
import { ChatFailure } from '../src/failure';
import { TokenUnavailable } from '../src/token';
import type { Answer } from '../src/transport';
import { body, REQUEST, ScriptedTransport } from './doubles';

const OK: Answer = { status: 200, body: body('Готово') };
const problem = (status: number): Answer => ({ status, body: { detail: 'Почему нет' } });

async function ask(
  answers: Array<Answer | Error | 'hang'>,
  { withinMs = 5000, stop = new AbortController(), backend = 'https://a.example' } = {},
) {
  const transport = new ScriptedTransport(answers);
  const phases: Phase[] = [];
  const assistant = new Assistant(transport, () => backend, withinMs);
  const outcome = await assistant
    .ask(REQUEST, { signal: stop.signal, onPhase: (phase) => phases.push(phase) })
    .catch((error: unknown) => error as ChatFailure);
  const kind = outcome instanceof ChatFailure ? outcome.kind : 'answered';
  return { kind, outcome, transport, phases };
}

afterEach(() => vi.restoreAllMocks());

describe('one answer', () => {
  it('goes from working to answering', async () => {
    const { kind, phases } = await ask([OK]);
    expect(kind).toBe('answered');
    expect(phases).toEqual(['working', 'answering']);
  });

  it.each([0, 502, 503, 504])('is asked once more, with the same body, after %i', async (status) => {
    const { kind, transport } = await ask([{ status, body: null }, OK]);
    expect(kind).toBe('answered');
    expect(transport.sent).toEqual([JSON.stringify(REQUEST), JSON.stringify(REQUEST)]);
  });

  it('is given up after the second cut', async () => {
    const { kind, transport } = await ask([{ status: 0, body: null }, { status: 0, body: null }]);
    expect(kind).toBe('unreachable');
    expect(transport.sent).toHaveLength(2);
  });

  it('shows what the service itself says of its trouble', async () => {
    const { kind, outcome } = await ask([problem(503), problem(503)]);
    expect([kind, (outcome as ChatFailure).detail]).toEqual(['unreachable', 'Почему нет']);
  });

  it('is asked again with a fresh token after 401, once', async () => {
    const { kind, transport } = await ask([problem(401), OK]);
    expect([kind, transport.renewed]).toEqual(['answered', 1]);
    const twice = await ask([problem(401), problem(401), OK]);
    expect([twice.kind, twice.transport.sent.length]).toEqual(['unauthorized', 2]);
  });

  it.each([400, 403, 413, 422, 429])('shows the detail of a %i and does not insist', async (status) => {
    const { kind, outcome, transport } = await ask([problem(status)]);
    expect(kind).toBe('refused');
    expect((outcome as ChatFailure).detail).toBe('Почему нет');
    expect(transport.sent).toHaveLength(1);
  });

  it.each([null, [], 'text', { status: 'done' }, { text: 5 }])('is garbled when the body is %j', async (odd) => {
    expect((await ask([{ status: 200, body: odd }])).kind).toBe('garbled');
  });

  it('is over when the time is', async () => {
    expect((await ask(['hang'], { withinMs: 5 })).kind).toBe('timeout');
  });

  it('stops when the user says so', async () => {
    const stop = new AbortController();
    stop.abort();
    expect((await ask(['hang'], { stop })).kind).toBe('cancelled');
  });

  it('needs a token, a backend address and a connection', async () => {
    expect((await ask([new TokenUnavailable()])).kind).toBe('unauthorized');
    expect((await ask([OK], { backend: '' })).kind).toBe('not_configured');
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect((await ask([OK])).kind).toBe('offline');
  });
});

describe('hints of a card', () => {
  const hints = (answers: Array<Answer | Error | 'hang'>, withinMs = 5000) => {
    const transport = new ScriptedTransport(answers);
    return { transport, found: new Assistant(transport, () => 'https://a.example', withinMs).hints('leads/1') };
  };

  it('are asked for with GET, which is an empty body', async () => {
    const hint = { text: 'Нет открытых задач', send: 'Поставь задачу' };
    const { transport, found } = hints([{ status: 200, body: { hints: [hint] } }]);
    expect(await found).toEqual([hint]);
    expect(transport.sent).toEqual(['']);
  });

  it.each([
    ['no token', new TokenUnavailable()],
    ['a refusal', { status: 401, body: { detail: 'Нет' } }],
    ['a cut connection', { status: 0, body: null }],
  ])('are none with %s', async (_name, answer) => {
    expect(await hints([answer]).found).toEqual([]);
  });

  it('are none when the service is too slow', async () => {
    expect(await hints(['hang'], 5).found).toEqual([]);
  });
});

describe('an answer that did not help', () => {
  const dislike = (answer: Answer | Error) => {
    const transport = new ScriptedTransport([answer]);
    new Assistant(transport, () => 'https://a.example', 5000).dislike('abc');
    return transport;
  };

  it('is named to the service by its request', async () => {
    const transport = dislike({ status: 204, body: null });
    await vi.waitFor(() => expect(transport.sent).toHaveLength(1));
    expect(JSON.parse(transport.sent[0] ?? '')).toEqual({ request_id: 'abc', verdict: 'down' });
  });

  it('troubles nobody when the service does not hear', async () => {
    const transport = dislike(new TokenUnavailable());
    await vi.waitFor(() => expect(transport.sent).toHaveLength(1));
    // A rejection that nobody handles fails the run of vitest.
    await new Promise((resolve) => setTimeout(resolve));
  });
});
