import type { PageContext } from './contract';
import { amoApp, attempt, constant, type AmoWidget } from './host-page';

const CARD = /^\/(leads|contacts|companies|customers)\/detail\/(\d+)/;
const MAX_SELECTED_TEXT = 1000;
const MAX_SELECTED_ROWS = 250;

/** The URL is the steadiest source of the open card: the page's own model fills in late. */
export function openCard(pathname: string): PageContext['entity'] {
  const match = CARD.exec(pathname);
  const id = match ? Number(match[2]) : 0;
  return match?.[1] && id ? { type: match[1], id } : null;
}

function selectedRows(widget: AmoWidget): number[] {
  const rows = attempt(() => widget.list_selected?.().selected, undefined) ?? [];
  return rows
    .map((row) => Number(row.id))
    .filter((id) => Number.isInteger(id) && id > 0)
    .slice(0, MAX_SELECTED_ROWS);
}

/** Everything about the page that is sent along with a message. */
export function readPageContext(widget: AmoWidget, selectedText: string | null): PageContext {
  return {
    entity: openCard(location.pathname),
    section: String(attempt<unknown>(() => amoApp().getWidgetsArea?.(), '') || ''),
    url: location.pathname + location.search,
    selected_text: selectedText ? selectedText.slice(0, MAX_SELECTED_TEXT) : null,
    selected: selectedRows(widget),
  };
}

/** Who is signed in: dialogues of two users on one computer must not meet. */
export function signedInUser(widget: AmoWidget): string {
  const system = attempt(() => widget.system?.(), undefined) ?? {};
  const account = constant('account').id ?? system.subdomain ?? '';
  const user = constant('user').id ?? system.amouser_id ?? '';
  return `${String(account)}:${String(user)}`;
}
