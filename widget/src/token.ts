/** amoCRM's one-time token, which proves to the service who is asking. */

const LEEWAY_SECONDS = 120;

export class TokenUnavailable extends Error {}

type Fetch = typeof fetch;

/** Seconds since the epoch at which a JWT expires; 0 when it cannot be read. */
export function expiryOf(jwt: string): number {
  try {
    const payload = (jwt.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const claims = JSON.parse(atob(payload)) as { exp?: unknown };
    return typeof claims.exp === 'number' ? claims.exp : 0;
  } catch {
    return 0;
  }
}

export class TokenSource {
  private jwt: string | null = null;
  private owner = '';

  /**
   * @param integration the integration's uuid, empty when amoCRM gave none
   * @param user who is signed in now: a token of the previous user is never reused
   */
  constructor(
    private readonly integration: () => string,
    private readonly user: () => string,
    private readonly fetchPage: Fetch,
    private readonly now: () => number = Date.now,
  ) {}

  /** @throws TokenUnavailable when the page's endpoint gives no token */
  async get(signal: AbortSignal): Promise<string> {
    const fresh = this.jwt && expiryOf(this.jwt) - this.now() / 1000 > LEEWAY_SECONDS;
    if (fresh && this.owner === this.user()) return this.jwt as string;
    return this.request(signal);
  }

  forget(): void {
    this.jwt = null;
  }

  private async request(signal: AbortSignal): Promise<string> {
    const integration = this.integration();
    if (!integration) throw new TokenUnavailable();
    const owner = this.user();
    const token = await this.read(`/ajax/v2/integrations/${integration}/disposable_token`, signal);
    this.jwt = token;
    this.owner = owner;
    return token;
  }

  private async read(url: string, signal: AbortSignal): Promise<string> {
    try {
      const headers = { 'X-Requested-With': 'XMLHttpRequest' };
      const answer = await this.fetchPage(url, { credentials: 'include', headers, signal });
      const body = answer.ok ? ((await answer.json()) as { token?: unknown }) : {};
      if (typeof body.token === 'string') return body.token;
    } catch (error) {
      if (signal.aborted) throw error;
    }
    throw new TokenUnavailable();
  }
}
