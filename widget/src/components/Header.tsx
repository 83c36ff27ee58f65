import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Dialogue } from '../dialogue';
import { useChat } from './chat-context';
import { Icon, type IconName } from './icons';
import { StatusLine } from './StatusLine';

interface HeaderButtonProps {
  icon: IconName;
  label: string;
  onClick: () => void;
  node?: { current: HTMLButtonElement | null };
}

function HeaderButton({ icon, label, onClick, node = { current: null } }: HeaderButtonProps): JSX.Element {
  const props = { title: label, 'aria-label': label, onClick, ref: node };
  return (
    <button class="header-button" {...props}>
      <Icon name={icon} />
    </button>
  );
}

function ConfirmClear({ onDone }: { onDone: () => void }): JSX.Element {
  const { conversation, strings } = useChat();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  const clear = (): void => {
    conversation.clear();
    onDone();
  };
  const stayOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onDone();
  };
  return (
    <div
      class="confirm-clear"
      role="group"
      aria-label={strings.t('header.confirm_clear')}
      onKeyDown={stayOnEscape}
    >
      <span>{strings.t('header.confirm_clear')}</span>
      <button class="button button_danger" onClick={clear}>
        {strings.t('header.clear_yes')}
      </button>
      <button class="button" ref={keep} onClick={onDone}>
        {strings.t('header.clear_no')}
      </button>
    </div>
  );
}

export function Header({ dialogue, titleId }: { dialogue: Dialogue; titleId: string }): JSX.Element {
  const { conversation, strings } = useChat();
  const [asking, setAsking] = useState(false);
  const asker = useRef<HTMLButtonElement>(null);
  const answered = (): void => {
    setAsking(false);
    asker.current?.focus();
  };
  return (
    <header class="header">
      <span class="avatar">
        <Icon name="spark" size={20} />
      </span>
      <div class="header-text">
        <h2 id={titleId}>{strings.t('title')}</h2>
        <StatusLine dialogue={dialogue} />
      </div>
      {dialogue.messages.length > 0 && (
        <HeaderButton
          icon="broom"
          label={strings.t('header.clear')}
          onClick={() => setAsking(!asking)}
          node={asker}
        />
      )}
      <HeaderButton
        icon="close"
        label={strings.t('header.close')}
        onClick={() => conversation.close()}
      />
      {asking && <ConfirmClear onDone={answered} />}
    </header>
  );
}
