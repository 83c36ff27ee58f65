import type { JSX } from 'preact';
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

/** Phrases to press instead of typing; they are in Russian because the assistant is. */
export function Suggestions({ section }: { section: string }): JSX.Element {
  const { conversation, strings } = useChat();
  return (
    <div class="suggestions" role="group" aria-label={strings.t('welcome.try')}>
      {strings.suggestions(section).map((phrase) => (
        <button
          type="button"
          class="suggestion"
          key={phrase}
          lang="ru"
          onClick={() => conversation.send(phrase)}
        >
          {phrase}
        </button>
      ))}
    </div>
  );
}
