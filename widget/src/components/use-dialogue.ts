import { useEffect, useReducer } from 'preact/hooks';
import type { Dialogue } from '../dialogue';
import { useChat } from './chat-context';

/** The dialogue as it is now; the component is drawn again when it changes. */
export function useDialogue(): Dialogue {
  const { conversation } = useChat();
  const [, redraw] = useReducer<number, void>((count) => count + 1, 0);
  useEffect(() => conversation.subscribe(() => redraw()), [conversation]);
  return conversation.current;
}
