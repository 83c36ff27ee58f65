/** The service's address as an administrator typed it. */

export type AddressProblem = 'bad_url' | 'insecure';

/** @returns the address without a trailing slash, or what is wrong with it */
export function readAddress(
  typed: unknown,
  pageProtocol: string,
): { url: string } | { problem: AddressProblem } {
  const url = attemptUrl(String(typed ?? '').trim());
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    return { problem: 'bad_url' };
  }
  if (pageProtocol === 'https:' && url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return { problem: 'insecure' };
  }
  return { url: (url.origin + url.pathname).replace(/\/+$/, '') };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '127.0.0.1';

function attemptUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
