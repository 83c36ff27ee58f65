import { describe, expect, it } from 'vitest';
import { expiryOf, TokenSource, TokenUnavailable } from '../src/token';

const NOW = 1_000_000;
const jwt = (exp: number): string => `h.${btoa(JSON.stringify({ exp, who: 'Ñ' })).replace(/=+$/, '')}.s`;

function source(answers: Array<() => Response>, user = { id: '1' }) {
  const urls: string[] = [];
  const send = ((url: string) => {
    urls.push(url);
    const next = answers.shift();
    return next ? Promise.resolve(next()) : Promise.reject(new TypeError('network'));
  }) as typeof fetch;
  return { urls, tokens: new TokenSource(() => 'u-1', () => user.id, send, () => NOW * 1000) };
}

const token = (exp: number) => () => new Response(JSON.stringify({ token: jwt(exp) }));
const { signal } = new AbortController();

describe('the one-time token', () => {
  it('is asked for once and kept until shortly before it expires', async () => {
    const { urls, tokens } = source([token(NOW + 1800)]);
    expect(await tokens.get(signal)).toBe(await tokens.get(signal));
    expect(urls).toEqual(['/ajax/v2/integrations/u-1/disposable_token']);
  });

  it('is asked for again when it is about to expire', async () => {
    const { urls, tokens } = source([token(NOW + 60), token(NOW + 1800)]);
    await tokens.get(signal);
    await tokens.get(signal);
    expect(urls).toHaveLength(2);
  });

  it('of one user is never used for another', async () => {
    const user = { id: '1' };
    const { urls, tokens } = source([token(NOW + 1800), token(NOW + 1801)], user);
    const first = await tokens.get(signal);
    user.id = '2';
    expect(await tokens.get(signal)).not.toBe(first);
    expect(urls).toHaveLength(2);
  });

  it.each([
    [() => new Response('<html>', { status: 200 })],
    [() => new Response('{"detail":"no"}', { status: 401 })],
    [() => new Response('{"token":5}')],
  ])('is unavailable when the page does not give one', async (answer) => {
    await expect(source([answer]).tokens.get(signal)).rejects.toBeInstanceOf(TokenUnavailable);
  });

  it('with unreadable claims counts as expired', () => {
    expect(['', 'a.b.c', `a.${btoa('[]')}.c`].map(expiryOf)).toEqual([0, 0, 0]);
  });
});
