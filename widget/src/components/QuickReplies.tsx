import type { JSX } from 'preact';
import type { QuickReply } from '../contract';
import { useChat } from './chat-context';

interface QuickRepliesProps {
  buttons: QuickReply[];
  /** The first button is the expected answer and stands out. */
  primary: boolean;
}

export function QuickReplies({ buttons, primary }: QuickRepliesProps): JSX.Element {
  const { conversation } = useChat();
  return (
    <div class="replies">
      {buttons.map((button, index) => (
        <button
          key={`${index}:${button.send}`}
          class={primary && index === 0 ? 'button button_primary' : 'button'}
          onClick={() => conversation.send(button.send, button.label)}
        >
          {button.label}
        </button>
      ))}
    </div>
  );
}
