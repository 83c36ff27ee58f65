import type { JSX } from 'preact';
import { memo } from './memo';
import { useState } from 'preact/hooks';
import type { Reply } from '../contract';
import type { AssistantMessage, Message, UserMessage } from '../dialogue';
import { ChartBars } from './ChartBars';
import { useChat } from './chat-context';
import { Icon } from './icons';
import { withoutRepeats } from '../repeats';
import { InnerLink } from './Link';
import { MessageTools } from './MessageTools';
import { QuickReplies } from './QuickReplies';
import { ChoiceRows, RecordRows } from './RecordRows';
import { RichText } from './RichText';
import { SlotList } from './SlotList';
import { Understood } from './Understood';

interface MessageProps {
  message: Message;
  /** The newest message: only its buttons still mean something. */
  active: boolean;
}

/** Sends the user's message of an id once more. */
function Retry({ id }: { id: string }): JSX.Element {
  const { conversation, strings } = useChat();
  return (
    <button class="button" onClick={() => conversation.retry(id)}>
      <Icon name="retry" size={16} />
      {strings.t('message.retry')}
    </button>
  );
}

function FailureNote({ message }: { message: UserMessage }): JSX.Element | null {
  const { strings } = useChat();
  const { failure } = message;
  if (!failure) return null;
  return (
    <div class="failure" role="alert">
      <Icon name="offline" size={18} />
      <p>{failure.detail ?? strings.t(`failure.${failure.kind}`)}</p>
      <Retry id={message.id} />
    </div>
  );
}

function UserView({ message }: { message: UserMessage }): JSX.Element {
  const { strings } = useChat();
  return (
    <div class="message message_user">
      <div class="bubble">
        <span class="hidden">{strings.t('you')}: </span>
        <p class="text">{message.shown ?? message.text}</p>
      </div>
      <MessageTools text={message.shown ?? message.text} at={message.at} />
      <FailureNote message={message} />
    </div>
  );
}

/** Rows are choices when the service offers one button for each record of its question. */
const isChoice = (reply: Reply): boolean =>
  reply.status === 'question' &&
  reply.records.length > 0 &&
  reply.buttons.length >= reply.records.length;

/** A confirmation that names its slots is a card; the sentence above it stays the answer. */
function Confirmation({ reply }: { reply: Reply }): JSX.Element {
  const { strings } = useChat();
  return (
    <div class="confirm">
      <p class="confirm-title">{strings.t('confirm.title')}</p>
      <SlotList slots={reply.understood} />
    </div>
  );
}

function ReplyBody({ reply, active }: { reply: Reply; active: boolean }): JSX.Element {
  const choice = isChoice(reply);
  const buttons = choice ? reply.buttons.slice(reply.records.length) : reply.buttons;
  const confirm = reply.status === 'confirm';
  return (
    <>
      <RichText text={withoutRepeats(reply, choice)} />
      {confirm && reply.understood.length > 0 && <Confirmation reply={reply} />}
      {reply.chart && <ChartBars chart={reply.chart} />}
      {reply.link && <InnerLink href={reply.link.url}>{reply.link.label}</InnerLink>}
      {reply.records.length > 0 &&
        (choice ? (
          <ChoiceRows records={reply.records} replies={reply.buttons} active={active} />
        ) : (
          <RecordRows records={reply.records} />
        ))}
      {active && buttons.length > 0 && <QuickReplies buttons={buttons} primary={confirm} />}
    </>
  );
}

function AssistantView({ message, active }: { message: AssistantMessage; active: boolean }): JSX.Element {
  const { strings } = useChat();
  const [why, setWhy] = useState(false);
  const { reply } = message;
  const again = active && reply.status === 'error' && reply.error?.retry === true;
  return (
    <div class={`message message_assistant message_${reply.status}`}>
      <div class="bubble">
        <span class="hidden">{strings.t('title')}: </span>
        <ReplyBody reply={reply} active={active} />
        {again && (
          <div class="replies">
            <Retry id={message.to} />
          </div>
        )}
        {why && <Understood reply={reply} />}
      </div>
      <MessageTools
        text={reply.text}
        at={message.at}
        why={why}
        onWhy={() => setWhy(!why)}
        id={reply.requestId}
      />
    </div>
  );
}

function View({ message, active }: MessageProps): JSX.Element {
  return message.role === 'user' ? (
    <UserView message={message} />
  ) : (
    <AssistantView message={message} active={active} />
  );
}

/** Drawn again only when the message itself or its being the newest changes. */
export const MessageView = memo(View);
