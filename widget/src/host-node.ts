/** The one node this widget adds to amoCRM's page. */

export const HOST_ID = 'amo-assistant-host';
const Z_INDEX = 9999;
const THEME = 'data-color-scheme';

export interface HostNode {
  root: HTMLElement;
  remove(): void;
}

/** True when another copy of the widget (a test and a live one, say) already has its button here. */
export const isTaken = (): boolean => document.getElementById(HOST_ID) !== null;

/** True when the user is at work in a field or on a button of amoCRM's own page. */
export const focusIsOnPage = (): boolean =>
  document.activeElement?.matches(`body,#${HOST_ID}`) === false;

/** A shadow root closes both ways: the page's reset stays out, our styles stay in. */
export function mountHost(styles: string): HostNode {
  const host = document.createElement('div');
  host.id = HOST_ID;
  host.style.cssText = `all:initial;position:fixed;width:0;height:0;z-index:${Z_INDEX}`;
  const shadow = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = styles;
  const root = document.createElement('div');
  root.className = 'root';
  shadow.append(style, root);
  const stopTheme = mirrorTheme(root);
  keepKeysInside(root);
  takeDoubleClickForOne(root);
  document.body.appendChild(host);
  return {
    root,
    remove: () => {
      stopTheme();
      host.remove();
    },
  };
}

/** amoCRM switches its theme on <html>, which a shadow tree cannot see in every browser. */
export function mirrorTheme(root: HTMLElement): () => void {
  const page = document.documentElement;
  const copy = (): void => root.setAttribute(THEME, page.getAttribute(THEME) ?? 'light');
  const observer = new MutationObserver(copy);
  observer.observe(page, { attributes: true, attributeFilter: [THEME] });
  copy();
  return () => observer.disconnect();
}

/** amoCRM's own shortcuts (Enter, Escape) must not react to what is typed into the chat. */
function keepKeysInside(root: HTMLElement): void {
  ['keydown', 'keypress', 'keyup'].forEach((type) =>
    root.addEventListener(type, (event) => event.stopPropagation()),
  );
}

/** Nobody reads an answer and presses a reply it brought to the same spot so soon. */
const SAME_PRESS_MS = 700;
const SAME_SPOT_PX = 4;

/** The second click would land on what the first one brought there: «Отменить» where «Да» was. */
function takeDoubleClickForOne(root: HTMLElement): void {
  let last: MouseEvent | null = null;
  const isBrought = (one: MouseEvent): boolean =>
    last !== null &&
    (one.target as Element).closest('.replies,.choice') !== null &&
    one.timeStamp - last.timeStamp < SAME_PRESS_MS &&
    Math.hypot(one.clientX - last.clientX, one.clientY - last.clientY) < SAME_SPOT_PX;
  const swallow = (event: MouseEvent): void => {
    if (event.detail > 1 || (event.detail > 0 && isBrought(event))) {
      event.stopPropagation();
      event.preventDefault();
    } else last = event;
  };
  root.addEventListener('click', swallow, true);
}
