import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PageContext } from '../contract';
import type { Dialogue, Message } from '../dialogue';
import { useChat } from './chat-context';
import { MessageView } from './MessageView';
import { Suggestions, Welcome } from './Welcome';

const NEAR_END_PX = 80;

/**
 * Keeps the end in view, also while the log itself is resized, unless the user has scrolled up. The
 * greeting is read from its beginning.
 */
function useStickToEnd(dialogue: Dialogue): { current: HTMLDivElement | null } {
  const log = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const last = dialogue.messages[dialogue.messages.length - 1];
  useEffect(() => {
    const node = log.current as HTMLDivElement;
    const watch = (): void => {
      stuck.current = distanceToEnd(node) < NEAR_END_PX;
    };
    const resized = new ResizeObserver(() => stuck.current && toEnd(node));
    resized.observe(node);
    node.addEventListener('scroll', watch, { passive: true });
    return () => {
      resized.disconnect();
      node.removeEventListener('scroll', watch);
    };
  }, []);
  useLayoutEffect(() => {
    const node = log.current as HTMLDivElement;
    if (last?.role !== 'assistant') stuck.current = last !== undefined;
    if (stuck.current) showNewest(node, last);
  }, [last, dialogue.pending?.id]);
  return log;
}

const distanceToEnd = (node: HTMLElement): number =>
  node.scrollHeight - node.scrollTop - node.clientHeight;

const toEnd = (node: HTMLElement): void => {
  node.scrollTop = node.scrollHeight;
};

/** An answer taller than the window is shown from its beginning, where reading starts. */
function showNewest(node: HTMLElement, last: Message | undefined): void {
  toEnd(node);
  const shown = node.lastElementChild as HTMLElement | null;
  if (last?.role === 'assistant' && shown && shown.offsetHeight > node.clientHeight) {
    node.scrollTop = shown.offsetTop - node.offsetTop;
  }
}

function Typing(): JSX.Element {
  return (
    <div class="typing" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}

interface LogProps {
  dialogue: Dialogue;
  context: PageContext;
}

export function Log({ dialogue, context }: LogProps): JSX.Element {
  const { strings } = useChat();
  const log = useStickToEnd(dialogue);
  const { messages, pending } = dialogue;
  const last = messages.length - 1;
  return (
    <div
      class="log"
      ref={log}
      role="log"
      aria-live="polite"
      aria-relevant="additions"
      aria-busy={pending !== null}
      aria-label={strings.t('log')}
      tabIndex={0}
    >
      {messages.length === 0 && <Welcome />}
      {messages.length === 0 && <Suggestions context={context} />}
      {messages.map((message, index) => (
        <MessageView
          key={message.id}
          message={message}
          active={index === last && pending === null}
        />
      ))}
      {pending && <Typing />}
    </div>
  );
}
