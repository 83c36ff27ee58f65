/**
 * The text selected on amoCRM's page. Focusing the chat's input may collapse the page's selection,
 * so the last one made outside the chat is kept until the user clicks elsewhere or navigates.
 */
export class PageSelection {
  private text = '';

  constructor(
    private readonly host: () => Element | null,
    private readonly changed: () => void,
  ) {}

  start(): void {
    document.addEventListener('selectionchange', this.read);
  }

  stop(): void {
    document.removeEventListener('selectionchange', this.read);
  }

  value(): string | null {
    return this.text || null;
  }

  forget(): void {
    if (!this.text) return;
    this.text = '';
    this.changed();
  }

  private readonly read = (): void => {
    const host = this.host();
    if (host && document.activeElement === host) return;
    const selected = document.getSelection();
    if (host && selected?.anchorNode && host.contains(selected.anchorNode)) return;
    const text = selected?.toString().trim() ?? '';
    if (text === this.text) return;
    this.text = text;
    this.changed();
  };
}
