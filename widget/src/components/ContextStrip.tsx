import type { JSX } from 'preact';
import type { PageContext } from '../contract';
import { useChat } from './chat-context';
import { Icon, recordIcon } from './icons';

const SHOWN_SELECTION = 60;

const short = (text: string): string =>
  text.length > SHOWN_SELECTION ? `${text.slice(0, SHOWN_SELECTION)}…` : text;

/** What of the page goes along with the message, so that «по этой сделке» holds no surprise. */
export function ContextStrip({ context }: { context: PageContext }): JSX.Element | null {
  const { strings, forgetSelection } = useChat();
  const { entity, selected_text: text, selected } = context;
  if (!entity && !text && selected.length === 0) return null;
  return (
    <div class="context" role="group" aria-label={strings.t('context.label')}>
      {entity && (
        <span class="chip">
          <Icon name={recordIcon(entity.type)} size={14} />
          {strings.t(`context.${entity.type}`)} #{entity.id}
        </span>
      )}
      {selected.length > 0 && (
        <span class="chip">{strings.n('context.selected', selected.length)}</span>
      )}
      {text && (
        <span class="chip chip_text">
          <span>{strings.t('context.selected_text', { text: short(text) })}</span>
          <button
            title={strings.t('context.forget')}
            aria-label={strings.t('context.forget')}
            onClick={forgetSelection}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      )}
    </div>
  );
}
