import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Conversation } from '../conversation';
import type { Strings } from '../strings';

/** What every component may need and none of them owns. */
export interface Chat {
  conversation: Conversation;
  strings: Strings;
  /** First name of the signed-in user, empty when the page does not tell. */
  userName: string;
  shortcut: string;
  forgetSelection: () => void;
}

const ChatContext = createContext<Chat | null>(null);

export const ChatProvider = ChatContext.Provider;

export function useChat(): Chat {
  const chat = useContext(ChatContext);
  if (!chat) throw new Error('a component was drawn outside ChatProvider');
  return chat;
}
