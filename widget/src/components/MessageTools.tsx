import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { copyText } from '../clipboard';
import { useChat } from './chat-context';
import { Icon } from './icons';

interface MessageToolsProps {
  text: string;
  at: number;
  why?: boolean;
  onWhy?: () => void;
}

/** The time of a message and what can be done with it. */
export function MessageTools({ text, at, why, onWhy }: MessageToolsProps): JSX.Element {
  const { strings } = useChat();
  const [copied, setCopied] = useState(false);
  const copy = (): void => void copyText(text).then(setCopied);
  const copyLabel = strings.t(copied ? 'message.copied' : 'message.copy');
  const whyLabel = strings.t(why ? 'message.why_hide' : 'message.why');
  return (
    <div class="tools">
      <time dateTime={new Date(at).toISOString()}>{strings.time(at)}</time>
      <button type="button" class="tool" title={copyLabel} aria-label={copyLabel} onClick={copy}>
        <Icon name={copied ? 'check' : 'copy'} size={16} />
      </button>
      {onWhy && (
        <button
          type="button"
          class="tool"
          title={whyLabel}
          aria-label={whyLabel}
          aria-expanded={why}
          onClick={onWhy}
        >
          <Icon name="info" size={16} />
        </button>
      )}
    </div>
  );
}
