import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { typedTexts, type Dialogue } from '../dialogue';
import { focusIsOnPage } from '../host-node';
import { Recall } from '../recall';
import { useChat } from './chat-context';
import { Icon } from './icons';

const MAX_CHARS = 2000;
const MAX_HEIGHT_PX = 140;

/** Code points, as the service counts them: an emoji is one character. */
const length = (text: string): number => [...text].length;

function useGrowing(text: string): { current: HTMLTextAreaElement | null } {
  const input = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const node = input.current;
    if (!node) return;
    node.style.height = 'auto';
    node.style.height = `${Math.min(node.scrollHeight, MAX_HEIGHT_PX)}px`;
  }, [text]);
  return input;
}

interface Draft {
  text: string;
  setText: (text: string) => void;
  over: number;
}

/** The unsent text, kept in the tab's memory so that a reload does not lose it. */
function useDraft(): Draft {
  const { conversation } = useChat();
  const [text, set] = useState(() => conversation.memory.draft());
  const setText = (next: string): void => {
    set(next);
    conversation.memory.saveDraft(next);
  };
  return { text, setText, over: length(text.trim()) - MAX_CHARS };
}

function useKeys(dialogue: Dialogue, draft: Draft, submit: () => void): (event: KeyboardEvent) => void {
  const recall = useRef(new Recall());
  return (event) => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
      return;
    }
    const walk = { ArrowUp: 'older', ArrowDown: 'newer' } as const;
    const step = walk[event.key as keyof typeof walk];
    const text = step ? recall.current[step](typedTexts(dialogue.messages), draft.text) : null;
    if (text === null) return;
    event.preventDefault();
    draft.setText(text);
  };
}

/**
 * What was pressed to send or to clear is gone a moment later, and the focus with it: it goes to
 * the input. Not on a touch screen, where that would raise the keyboard over the answer, and not
 * when a loaded page brings the window back, nor while the user writes in a field of amoCRM.
 */
function useFocusOnInput(input: { current: HTMLElement | null }, dialogue: Dialogue): void {
  const { conversation } = useChat();
  const empty = dialogue.messages.length === 0;
  const opened = useRef(false);
  useLayoutEffect(() => {
    const away = opened.current && focusIsOnPage();
    const keep = conversation.restored || away || matchMedia('(hover: none)').matches;
    opened.current = true;
    if (!keep) input.current?.focus({ preventScroll: true });
    conversation.restored = false;
  }, [dialogue.pending?.id, empty]);
}

function SendButton({ working, ready }: { working: boolean; ready: boolean }): JSX.Element {
  const { conversation, strings } = useChat();
  const label = strings.t(working ? 'input.stop' : 'input.send');
  return (
    <button
      type={working ? 'button' : 'submit'}
      class={`send ${ready || working ? 'send_ready' : ''}`}
      title={label}
      aria-label={label}
      aria-disabled={!working && !ready}
      onClick={working ? () => conversation.stop() : undefined}
    >
      <Icon name={working ? 'stop' : 'send'} />
    </button>
  );
}

export function Composer({ dialogue }: { dialogue: Dialogue }): JSX.Element {
  const { conversation, strings } = useChat();
  const draft = useDraft();
  const input = useGrowing(draft.text);
  const working = dialogue.pending !== null;
  const ready = draft.text.trim() !== '' && draft.over <= 0 && !working;
  const submit = (): void => {
    if (ready && conversation.send(draft.text)) draft.setText('');
    input.current?.focus();
  };
  const onKeyDown = useKeys(dialogue, draft, submit);
  useFocusOnInput(input, dialogue);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {draft.over > 0 && (
        <p class="too-long" role="alert">
          {strings.n('input.too_long', draft.over)}
        </p>
      )}
      <textarea
        ref={input}
        rows={1}
        value={draft.text}
        placeholder={strings.t('input.placeholder')}
        aria-label={strings.t('input.label')}
        title={strings.t('input.keys')}
        onInput={(event) => draft.setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <SendButton working={working} ready={ready} />
    </form>
  );
}
