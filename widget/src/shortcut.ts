/** Ctrl + / (⌘ + / on a Mac) from anywhere on the page, whatever the keyboard layout. */

export const shortcutName = (): string => (isMac() ? '⌘ + /' : 'Ctrl + /');

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.platform);

export function onShortcut(run: () => void): () => void {
  const listener = (event: KeyboardEvent): void => {
    const modifier = isMac() ? event.metaKey : event.ctrlKey;
    if (event.code !== 'Slash' || !modifier || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat) run();
  };
  document.addEventListener('keydown', listener, true);
  return () => document.removeEventListener('keydown', listener, true);
}
