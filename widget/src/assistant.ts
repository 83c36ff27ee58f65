import { readHints, readProblem, readReply, type ChatRequest, type Hint, type Reply } from './contract';
import { ChatFailure } from './failure';
import { TokenUnavailable } from './token';
import type { Answer, Transport } from './transport';

const TRANSIENT = new Set([0, 502, 503, 504]);
export const ANSWER_WITHIN_MS = 16_000;

export type Phase = 'working' | 'answering';

export interface AskOptions {
  /** Aborted when the user presses stop. */
  signal: AbortSignal;
  onPhase: (phase: Phase) => void;
}

/** The one door to the service. */
export class Assistant {
  /**
   * @param backend the service's address as the settings have it now, without a trailing slash
   * @param withinMs how long one answer may take over all tries, milliseconds
   */
  constructor(
    private readonly transport: Transport,
    private readonly backend: () => string,
    private readonly withinMs: number = ANSWER_WITHIN_MS,
  ) {}

  /** @throws ChatFailure for anything but an answer */
  async ask(request: ChatRequest, { signal, onPhase }: AskOptions): Promise<Reply> {
    const backend = this.backend();
    if (!backend) throw new ChatFailure('not_configured');
    if (!navigator.onLine) throw new ChatFailure('offline');
    const deadline = new Deadline(this.withinMs, signal);
    try {
      const url = `${backend}/api/v1/chat`;
      return judge(await this.exchange(url, JSON.stringify(request), deadline.signal, onPhase));
    } catch (error) {
      throw deadline.explain(error);
    } finally {
      deadline.clear();
    }
  }

  /**
   * What is amiss with a card. Nobody asked for it, so any trouble is silence.
   *
   * @param card its kind and id, such as leads/5001
   */
  async hints(card: string): Promise<Hint[]> {
    return readHints(await this.quietly(`hints?entity=${card}`, ''));
  }

  /** Say that an answer did not help; whether it was heard changes nothing for the user. */
  dislike(requestId: string): void {
    void this.quietly('feedback', JSON.stringify({ request_id: requestId, verdict: 'down' }));
  }

  private async quietly(path: string, body: string): Promise<unknown> {
    if (!this.backend()) return null;
    const signal = AbortSignal.timeout(this.withinMs);
    const sent = this.transport.send(`${this.backend()}/api/v1/${path}`, body, signal, () => {});
    return sent.then((answer) => answer.body, () => null);
  }

  /** The body is the same on every try: its message_id lets a write happen only once. */
  private async exchange(
    url: string,
    body: string,
    signal: AbortSignal,
    onPhase: (phase: Phase) => void,
  ): Promise<Answer> {
    const send = async (): Promise<Answer> => {
      signal.throwIfAborted();
      onPhase('working');
      return this.transport.send(url, body, signal, () => onPhase('answering'));
    };
    let answer = await send();
    if (TRANSIENT.has(answer.status)) answer = await send();
    if (answer.status === 401 && this.transport.renew()) answer = await send();
    return answer;
  }
}

class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: ReturnType<typeof setTimeout>;
  private late = false;

  constructor(
    ms: number,
    private readonly stop: AbortSignal,
  ) {
    this.timer = setTimeout(() => {
      this.late = true;
      this.controller.abort();
    }, ms);
    stop.addEventListener('abort', this.abort);
    if (stop.aborted) this.abort();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  clear(): void {
    clearTimeout(this.timer);
    this.stop.removeEventListener('abort', this.abort);
  }

  explain(error: unknown): ChatFailure {
    if (this.stop.aborted) return new ChatFailure('cancelled');
    if (this.late) return new ChatFailure('timeout');
    if (error instanceof ChatFailure) return error;
    return new ChatFailure(error instanceof TokenUnavailable ? 'unauthorized' : 'unreachable');
  }

  private readonly abort = (): void => this.controller.abort();
}

function judge({ status, body }: Answer): Reply {
  if (status === 200) {
    const reply = readReply(body);
    if (reply) return reply;
    throw new ChatFailure('garbled');
  }
  if (status === 0 || status >= 500) throw unreachable(readProblem(body));
  if (status === 401) throw new ChatFailure('unauthorized', readProblem(body));
  throw new ChatFailure('refused', readProblem(body));
}

const unreachable = (detail: string | null): ChatFailure =>
  new ChatFailure(navigator.onLine ? 'unreachable' : 'offline', detail);
