import { Assistant } from './assistant';
import { readAddress } from './backend-url';
import { amoApp, attempt, constant, type AmoWidget } from './host-page';
import { signedInUser } from './page-context';
import { Strings } from './strings';
import { TokenSource } from './token';
import { AuthorizedAjaxTransport, FetchTransport, PreferredTransport } from './transport';

/** Storage the browser may forbid altogether (private windows, strict cookie settings). */
export const storage = (name: 'sessionStorage' | 'localStorage'): Storage | null =>
  attempt<Storage | null>(() => window[name], null);

function setting(widget: AmoWidget, key: string): string {
  const settings = attempt(() => widget.get_settings?.(), undefined) ?? widget.params ?? {};
  const value = settings[key];
  return typeof value === 'string' ? value : '';
}

/** @param typed an address to use instead of the saved one (the settings window's test) */
export function buildAssistant(widget: AmoWidget, typed?: () => unknown): Assistant {
  const send: typeof fetch = (input, init) => window.fetch(input, init);
  const tokens = new TokenSource(
    () => setting(widget, 'oauth_client_uuid'),
    () => signedInUser(widget),
    send,
  );
  const transport = new PreferredTransport(
    new FetchTransport(tokens, send),
    new AuthorizedAjaxTransport(widget),
  );
  return new Assistant(transport, () => {
    const address = readAddress(typed ? typed() : setting(widget, 'backend_url'), location.protocol);
    return 'url' in address ? address.url : '';
  });
}

export function buildStrings(widget: AmoWidget): Strings {
  return new Strings(() => widget.langs ?? {}, () => attempt(() => amoApp().lang_id, 'ru') as string);
}

export function firstName(): string {
  const name = constant('user').name;
  return typeof name === 'string' ? (name.trim().split(/\s+/)[0] ?? '') : '';
}
