import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { copyText } from '../clipboard';
import { useChat } from './chat-context';
import { Icon, type IconName } from './icons';

interface ToolProps {
  icon: IconName;
  /** The end of its label's key. */
  name: string;
  open?: boolean | undefined;
  onPress: () => void;
}

function Tool({ icon, name, open, onPress }: ToolProps): JSX.Element {
  const title = useChat().strings.t(`message.${name}`);
  return (
    <button
      class="tool"
      title={title}
      aria-label={title}
      aria-expanded={open}
      onClick={onPress}
    >
      <Icon name={icon} size={16} />
    </button>
  );
}

interface MessageToolsProps {
  text: string;
  at: number;
  why?: boolean;
  onWhy?: () => void;
  /** The answer's request id: with it one may say that the answer did not help. */
  id?: string | null;
}

/** The time of a message and what can be done with it. */
export function MessageTools({ text, at, why, onWhy, id }: MessageToolsProps): JSX.Element {
  const { conversation, strings } = useChat();
  const [copied, setCopied] = useState(false);
  const [disliked, setDisliked] = useState(false);
  return (
    <div class="tools">
      <time dateTime={new Date(at).toISOString()}>{strings.time(at)}</time>
      <Tool
        icon={copied ? 'check' : 'copy'}
        name={copied ? 'copied' : 'copy'}
        onPress={() => void copyText(text).then(setCopied)}
      />
      {onWhy && <Tool icon="info" name={why ? 'why_hide' : 'why'} open={why} onPress={onWhy} />}
      {id && (
        <Tool
          icon={disliked ? 'check' : 'dislike'}
          name={disliked ? 'disliked' : 'dislike'}
          onPress={() => {
            conversation.dislike(id);
            setDisliked(true);
          }}
        />
      )}
    </div>
  );
}
