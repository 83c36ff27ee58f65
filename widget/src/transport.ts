import { attempt, type AmoWidget } from './host-page';
import { TokenUnavailable, type TokenSource } from './token';

/** What came back over the wire; status 0 means the connection failed. */
export interface Answer {
  status: number;
  body: unknown;
}

export interface Transport {
  /**
   * @param body what is posted; an empty one asks with GET
   * @param onHead called when the answer has begun to arrive
   */
  send(url: string, body: string, signal: AbortSignal, onHead: () => void): Promise<Answer>;
  /** Called after a 401; true when another try has a chance. */
  renew(): boolean;
}

/** A body that is no JSON is kept apart from a connection cut in the middle of it. */
function parse(text: string): unknown {
  return attempt<unknown>(() => JSON.parse(text), null);
}

export class FetchTransport implements Transport {
  constructor(
    private readonly tokens: TokenSource,
    private readonly fetchOutside: typeof fetch,
  ) {}

  async send(url: string, body: string, signal: AbortSignal, onHead: () => void): Promise<Answer> {
    const token = await this.tokens.get(signal);
    const headers = { 'Content-Type': 'application/json', 'X-Auth-Token': token };
    try {
      const request = body ? { method: 'POST', headers, body, signal } : { headers, signal };
      const answer = await this.fetchOutside(url, request);
      onHead();
      return { status: answer.status, body: parse(await answer.text()) };
    } catch (error) {
      if (signal.aborted) throw error;
      return { status: 0, body: null };
    }
  }

  renew(): boolean {
    this.tokens.forget();
    return true;
  }
}

/** amoCRM's $authorizedAjax adds the token itself; used where its token endpoint does not answer. */
export class AuthorizedAjaxTransport implements Transport {
  constructor(private readonly widget: AmoWidget) {}

  send(url: string, body: string, signal: AbortSignal, onHead: () => void): Promise<Answer> {
    const send = this.widget.$authorizedAjax;
    if (!send) return Promise.reject(new TokenUnavailable());
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      const method = body ? 'POST' : 'GET';
      const options = { url, method, data: body, contentType: 'application/json' };
      send
        .call(this.widget, { ...options, dataType: 'json' })
        .done((answer, _status, xhr) => {
          onHead();
          resolve({ status: xhr?.status || 200, body: answer });
        })
        .fail((xhr) => resolve({ status: xhr?.status ?? 0, body: parse(xhr?.responseText ?? '') }));
    });
  }

  renew(): boolean {
    return true;
  }
}

/** The token endpoint first; $authorizedAjax from the first time the endpoint fails. */
export class PreferredTransport implements Transport {
  private useFallback = false;

  constructor(
    private readonly first: Transport,
    private readonly fallback: Transport,
  ) {}

  async send(url: string, body: string, signal: AbortSignal, onHead: () => void): Promise<Answer> {
    if (this.useFallback) return this.fallback.send(url, body, signal, onHead);
    try {
      return await this.first.send(url, body, signal, onHead);
    } catch (error) {
      if (!(error instanceof TokenUnavailable)) throw error;
      const answer = await this.fallback.send(url, body, signal, onHead);
      this.useFallback = answer.status > 0;
      return answer;
    }
  }

  renew(): boolean {
    return this.useFallback ? this.fallback.renew() : this.first.renew();
  }
}
