import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Dialogue } from '../dialogue';
import { useChat } from './chat-context';
import { Icon, type IconName } from './icons';
import { StatusLine } from './StatusLine';

interface HeaderButtonProps {
  icon: IconName;
  label: string;
  onClick: () => void;
}

function HeaderButton({ icon, label, onClick }: HeaderButtonProps): JSX.Element {
  return (
    <button type="button" class="header-button" title={label} aria-label={label} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}

function ConfirmClear({ onDone }: { onDone: () => void }): JSX.Element {
  const { conversation, strings } = useChat();
  const clear = (): void => {
    conversation.clear();
    onDone();
  };
  return (
    <div class="confirm-clear" role="group" aria-label={strings.t('header.confirm_clear')}>
      <span>{strings.t('header.confirm_clear')}</span>
      <button type="button" class="button button_danger" onClick={clear}>
        {strings.t('header.clear_yes')}
      </button>
      <button type="button" class="button" ref={(node) => node?.focus()} onClick={onDone}>
        {strings.t('header.clear_no')}
      </button>
    </div>
  );
}

export function Header({ dialogue, titleId }: { dialogue: Dialogue; titleId: string }): JSX.Element {
  const { conversation, strings } = useChat();
  const [asking, setAsking] = useState(false);
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
        />
      )}
      <HeaderButton
        icon="close"
        label={strings.t('header.close')}
        onClick={() => conversation.close()}
      />
      {asking && <ConfirmClear onDone={() => setAsking(false)} />}
    </header>
  );
}
