import type { ChatRequest } from '../src/contract';
import type { AmoApp, AmoWidget } from '../src/host-page';
import type { Answer, Transport } from '../src/transport';
import ru from '../i18n/ru.json';

export const REQUEST: ChatRequest = {
  text: 'сделки на переговорах',
  message_id: '8f14e45f-0000-4000-8000-000000000000',
  context: { entity: null, section: '', url: '/', selected_text: null, selected: [] },
  state: null,
};

export const body = (text: string, extra: object = {}): Record<string, unknown> => ({
  text,
  status: 'done',
  intent: 'find_leads',
  source: 'rules',
  records: [],
  buttons: [],
  state: 'next',
  error: null,
  request_id: 'r1',
  took_ms: 4,
  ...extra,
});

/** Gives queued answers in order and remembers what was sent. */
export class ScriptedTransport implements Transport {
  readonly sent: string[] = [];
  renewed = 0;

  constructor(private readonly answers: Array<Answer | Error | 'hang'>) {}

  send(_url: string, sent: string, signal: AbortSignal, onHead: () => void): Promise<Answer> {
    this.sent.push(sent);
    const next = this.answers.shift() ?? 'hang';
    if (next instanceof Error) return Promise.reject(next);
    if (next === 'hang') {
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    }
    onHead();
    return Promise.resolve(next);
  }

  renew(): boolean {
    this.renewed += 1;
    return true;
  }
}

export function fakeWidget(extra: Partial<AmoWidget> = {}): AmoWidget {
  return {
    ns: '.widget:amo_assistant',
    params: { backend_url: 'https://a.example', oauth_client_uuid: 'u-1' },
    langs: ru,
    system: () => ({ amouser_id: '101', subdomain: 'demo' }),
    get_settings() {
      return this.params ?? {};
    },
    list_selected: () => ({ selected: [] }),
    ...extra,
  } as AmoWidget;
}

export function putApp(app: AmoApp | undefined): void {
  (window as unknown as { APP: AmoApp | undefined }).APP = app;
}

export const APP: AmoApp = {
  constant: (key) =>
    ({ user: { id: 101, name: 'Анна Соколова' }, account: { id: 7 } })[key] ?? false,
  getWidgetsArea: () => 'leads_card',
  data: { current_card: false },
};

export const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
