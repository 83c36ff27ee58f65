/** The part of amoCRM's page and widget object that this widget touches (official names). */

export interface WidgetCallbacks {
  render(): boolean;
  init(): boolean;
  bind_actions(): boolean;
  settings(body: JQueryLike): boolean;
  onSave(data?: unknown): boolean;
  destroy(): void;
}

export interface JqXhr {
  done(handler: (body: unknown, status: string, xhr: XhrLike) => void): JqXhr;
  fail(handler: (xhr: XhrLike) => void): JqXhr;
}

export interface XhrLike {
  status?: number;
  responseText?: string;
}

export interface JQueryLike {
  on(events: string, handler: () => void): JQueryLike;
  off(events: string): JQueryLike;
  [index: number]: Element;
}

export interface AmoWidget {
  callbacks: WidgetCallbacks;
  params?: Record<string, unknown>;
  langs?: Record<string, unknown>;
  ns?: string;
  system?(): Record<string, unknown>;
  get_settings?(): Record<string, unknown>;
  list_selected?(): { selected?: Array<{ id?: unknown }> };
  $authorizedAjax?(options: Record<string, unknown>): JqXhr;
}

export interface AmoApp {
  constant?(key: string): unknown;
  getWidgetsArea?(): unknown;
  lang_id?: unknown;
  data?: { current_card?: { id?: unknown } | false };
  router?: { navigate?(url: string, options: { trigger: boolean }): void };
}

interface AmoWindow extends Window {
  APP?: AmoApp;
  AMOCRM?: AmoApp;
}

/** APP is the current name of the page's object and AMOCRM its older twin. */
export function amoApp(): AmoApp {
  const page = window as AmoWindow;
  return page.APP ?? page.AMOCRM ?? {};
}

/** The page object can be half built or changed by amoCRM; nothing read from it may break us. */
export function attempt<T>(read: () => T, fallback: T): T {
  try {
    return read() ?? fallback;
  } catch {
    return fallback;
  }
}

/** A constant of the page as an object; amoCRM answers false for an unknown one. */
export function constant(key: string): Record<string, unknown> {
  const value = attempt<unknown>(() => amoApp().constant?.(key), null);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function navigate(url: string): boolean {
  const { router } = amoApp();
  if (!router?.navigate) return false;
  router.navigate(url, { trigger: true });
  return true;
}
