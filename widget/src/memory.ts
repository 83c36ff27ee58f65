import { EMPTY, type Dialogue, type Message } from './dialogue';

/**
 * The dialogue between navigations and reloads. Session storage only: it is gone with the tab,
 * is never shared between tabs, and holds no token.
 */
export class Memory {
  /**
   * @param storage the tab's session storage; null where the browser forbids it
   * @param key unique to the widget, the account and the signed-in user
   */
  constructor(
    private readonly storage: Storage | null,
    private readonly key: string,
  ) {}

  load(): Dialogue {
    const saved = this.read('dialogue') as Partial<Dialogue> | null;
    if (!saved || !Array.isArray(saved.messages)) return EMPTY;
    return {
      ...EMPTY,
      open: saved.open === true,
      unread: saved.unread ?? 0,
      state: saved.state ?? null,
      last: saved.last ?? null,
      messages: interrupted(saved.messages, saved.pending?.id ?? null),
    };
  }

  save(dialogue: Dialogue): void {
    const { online: _now, ...kept } = dialogue;
    if (this.write('dialogue', kept)) return;
    this.write('dialogue', { ...kept, messages: kept.messages.slice(-50) });
  }

  draft(): string {
    const draft = this.read('draft');
    return typeof draft === 'string' ? draft : '';
  }

  saveDraft(text: string): void {
    this.write('draft', text);
  }

  private read(name: string): unknown {
    try {
      return JSON.parse(this.storage?.getItem(`${this.key}:${name}`) ?? 'null');
    } catch {
      return null;
    }
  }

  private write(name: string, value: unknown): boolean {
    try {
      this.storage?.setItem(`${this.key}:${name}`, JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
}

/** A message that was on its way when the page went away can be sent again, with its own id. */
function interrupted(messages: Message[], pendingId: string | null): Message[] {
  return messages.map((message) =>
    message.role === 'user' && message.id === pendingId
      ? { ...message, failure: { kind: 'interrupted', detail: null } }
      : message,
  );
}
