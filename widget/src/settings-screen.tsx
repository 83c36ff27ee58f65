import { render } from 'preact';
import { buildAssistant, buildStrings } from './app-parts';
import { readAddress } from './backend-url';
import { ConnectionTest } from './components/ConnectionTest';
import { mirrorTheme } from './host-node';
import type { AmoWidget } from './host-page';
import styles from './styles/index.css?inline';

const HOST_CLASS = 'amo-assistant-settings';
const FIELD = 'input[name="backend_url"]';

/** The widget's settings window: amoCRM draws the address field, we add the connection test. */
export class SettingsScreen {
  private field: HTMLInputElement | null = null;
  private complain: ((problem: string) => void) | null = null;
  private cleanUp: (() => void) | null = null;

  constructor(private readonly widget: AmoWidget) {}

  open(body: Element | null): boolean {
    this.close();
    this.field = body?.querySelector<HTMLInputElement>(FIELD) ?? null;
    if (body) this.draw(body);
    return true;
  }

  /** amoCRM also calls onSave when the widget is switched off: that is never stopped. */
  mayBeSaved(change: unknown): boolean {
    const switchedOff = (change as { active?: unknown } | undefined)?.active === 'N';
    if (switchedOff || !this.field?.isConnected) return true;
    const address = readAddress(this.field.value, location.protocol);
    if ('url' in address) return true;
    this.complain?.(address.problem);
    return false;
  }

  close(): void {
    this.cleanUp?.();
    this.cleanUp = this.complain = this.field = null;
  }

  private draw(body: Element): void {
    const host = document.createElement('div');
    host.className = HOST_CLASS;
    const shadow = host.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = styles;
    const root = document.createElement('div');
    shadow.append(style, root);
    (this.field?.closest('.widget_settings_block__item_field') ?? body).appendChild(host);
    const stopTheme = mirrorTheme(root);
    this.renderTest(root);
    this.cleanUp = () => {
      stopTheme();
      render(null, root);
      host.remove();
    };
  }

  private renderTest(root: Element): void {
    const address = (): string => this.field?.value ?? '';
    render(
      <ConnectionTest
        address={address}
        assistant={buildAssistant(this.widget, address)}
        strings={buildStrings(this.widget)}
        onReady={(complain) => (this.complain = complain)}
      />,
      root,
    );
  }
}
