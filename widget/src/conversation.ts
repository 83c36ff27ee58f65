import type { Assistant } from './assistant';
import type { ChatRequest, Hint, PageContext } from './contract';
import { reduce, userMessage, type Action, type Dialogue } from './dialogue';
import { ChatFailure } from './failure';
import type { Memory } from './memory';

export interface ConversationParts {
  assistant: Assistant;
  memory: Memory;
  context: () => PageContext;
  now?: () => number;
  newId?: () => string;
}

/** A UUID v4, also where crypto.randomUUID is missing (a page served over plain http). */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The dialogue and everything that happens to it; the view only subscribes and calls. */
export class Conversation {
  private dialogue: Dialogue;
  private readonly listeners = new Set<() => void>();
  private abort: AbortController | null = null;
  /** The window stands open since the page was loaded; the user has not turned to it yet. */
  restored: boolean;
  private readonly now: () => number;
  private readonly newId: () => string;

  constructor(private readonly parts: ConversationParts) {
    this.now = parts.now ?? Date.now;
    this.newId = parts.newId ?? uuid;
    this.dialogue = { ...parts.memory.load(), online: navigator.onLine };
    this.restored = this.dialogue.open;
    window.addEventListener('online', this.connection);
    window.addEventListener('offline', this.connection);
  }

  get current(): Dialogue {
    return this.dialogue;
  }

  get context(): PageContext {
    return this.parts.context();
  }

  get memory(): Memory {
    return this.parts.memory;
  }

  /** Say that an answer did not help. */
  dislike(requestId: string): void {
    this.parts.assistant.dislike(requestId);
  }

  /** What is amiss with the open card. */
  hints(card: string): Promise<Hint[]> {
    return this.parts.assistant.hints(card);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Shows the page's context anew: the user has navigated or selected something. */
  refresh(): void {
    this.listeners.forEach((listener) => listener());
  }

  open(): void {
    this.apply({ type: 'opened' });
  }

  close(): void {
    this.apply({ type: 'closed' });
  }

  toggle(): void {
    if (this.dialogue.open) this.close();
    else this.open();
  }

  clear(): void {
    this.stop();
    this.apply({ type: 'cleared' });
  }

  stop(): void {
    this.abort?.abort();
  }

  /**
   * @param shown what the user pressed, when it is not the text itself
   * @returns false when a message is already on its way
   */
  send(text: string, shown?: string): boolean {
    if (this.dialogue.pending || !text.trim()) return false;
    void this.deliver(this.request(text.trim()), shown);
    return true;
  }

  /**
   * The newest message goes once more as it was, with its id: what it did is not done twice. An older
   * one is said anew, as the dialogue has gone on since.
   */
  retry(id: string): void {
    const { messages, pending, last } = this.dialogue;
    const message = userMessage(messages, id);
    if (!message || pending) return;
    const request = last?.message_id === id ? last : this.request(message.text);
    void this.deliver(request, message.shown, id);
  }

  dispose(): void {
    this.stop();
    this.listeners.clear();
    window.removeEventListener('online', this.connection);
    window.removeEventListener('offline', this.connection);
  }

  private request(text: string): ChatRequest {
    return { text, message_id: this.newId(), context: this.context, state: this.dialogue.state };
  }

  private async deliver(request: ChatRequest, shown?: string, again?: string): Promise<void> {
    const { assistant } = this.parts;
    const id = request.message_id;
    this.apply({ type: 'sent', request, shown, at: this.now(), again });
    this.abort = new AbortController();
    const onPhase = (phase: 'working' | 'answering'): void =>
      this.apply({ type: 'progressed', id, phase });
    try {
      const reply = await assistant.ask(request, { signal: this.abort.signal, onPhase });
      this.apply({ type: 'answered', id, at: this.now(), reply });
    } catch (error) {
      const { kind, detail } = error instanceof ChatFailure ? error : UNEXPECTED;
      this.apply({ type: 'failed', id, failure: { kind, detail } });
    }
  }

  private apply(action: Action): void {
    const before = this.dialogue;
    this.dialogue = reduce(before, action);
    if (this.dialogue === before) return;
    this.parts.memory.save(this.dialogue);
    this.refresh();
  }

  private readonly connection = (): void =>
    this.apply({ type: 'connected', online: navigator.onLine });
}

const UNEXPECTED = new ChatFailure('garbled');
