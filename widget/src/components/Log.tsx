import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Dialogue } from '../dialogue';
import { useChat } from './chat-context';
import { MessageView } from './MessageView';
import { Suggestions, Welcome } from './Welcome';

const NEAR_END_PX = 80;

/** Keeps the newest message in view unless the user has scrolled up to read. */
function useStickToEnd(dialogue: Dialogue): { current: HTMLDivElement | null } {
  const log = useRef<HTMLDivElement>(null);
  const stuck = useRef(true);
  const last = dialogue.messages[dialogue.messages.length - 1];
  useEffect(() => {
    const node = log.current;
    const watch = (): void => {
      if (node) stuck.current = node.scrollHeight - node.scrollTop - node.clientHeight < NEAR_END_PX;
    };
    node?.addEventListener('scroll', watch, { passive: true });
    return () => node?.removeEventListener('scroll', watch);
  }, []);
  useLayoutEffect(() => {
    if (log.current && (stuck.current || last?.role === 'user')) {
      log.current.scrollTop = log.current.scrollHeight;
    }
  }, [last, dialogue.pending?.id]);
  return log;
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

export function Log({ dialogue, section }: { dialogue: Dialogue; section: string }): JSX.Element {
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
      {messages.length === 0 && <Suggestions section={section} />}
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
