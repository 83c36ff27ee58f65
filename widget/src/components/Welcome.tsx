import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Hint, PageContext } from '../contract';
import { useChat } from './chat-context';

/** The empty dialogue: what the assistant is for, and phrases that fit the open section. */
export function Welcome(): JSX.Element {
  const { strings, userName } = useChat();
  const title = userName
    ? strings.t('welcome.title', { name: userName })
    : strings.t('welcome.title_plain');
  return (
    <div class="welcome">
      <h3>{title}</h3>
      <p>{strings.t('welcome.text')}</p>
    </div>
  );
}

const HINTED = /^(leads|contacts|companies)/;

/** What is amiss with the open card, asked for once for each card. */
function useHints(entity: PageContext['entity']): Hint[] {
  const { conversation } = useChat();
  const [found, setFound] = useState<Hint[]>([]);
  const card = entity ? `${entity.type}/${entity.id}` : '';
  useEffect(() => {
    let shown = true;
    setFound([]);
    if (HINTED.test(card)) void conversation.hints(card).then((hints) => shown && setFound(hints));
    return () => {
      shown = false;
    };
  }, [card]);
  return found;
}

/** Phrases to press instead of typing; they are in Russian because the assistant is. */
export function Suggestions({ context }: { context: PageContext }): JSX.Element {
  const { conversation, strings } = useChat();
  const hints = useHints(context.entity);
  // A card that is not saved yet is nothing to ask about.
  const section = context.entity ? context.section : context.section.replace('_card', '');
  const phrases = strings.suggestions(section).map((send) => ({ send, text: '' }));
  return (
    <div class="suggestions" role="group" aria-label={strings.t('welcome.try')}>
      {[...hints, ...phrases].map(({ text, send }) => (
        <button
          class="suggestion"
          key={send}
          lang="ru"
          onClick={() => conversation.send(send)}
        >
          {text && <b>{text} → </b>}
          {send}
        </button>
      ))}
    </div>
  );
}
