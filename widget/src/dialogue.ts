import type { Phase } from './assistant';
import type { ChatRequest, Reply } from './contract';
import type { FailureKind } from './failure';

export interface Failure {
  kind: FailureKind;
  detail: string | null;
}

export interface UserMessage {
  role: 'user';
  /** The message_id: the same one on every retry. */
  id: string;
  text: string;
  /** What was pressed, where it reads better than what was sent. */
  shown?: string | undefined;
  at: number;
  failure: Failure | null;
}

export interface AssistantMessage {
  role: 'assistant';
  id: string;
  /** The user's message this answers. */
  to: string;
  at: number;
  reply: Reply;
}

export type Message = UserMessage | AssistantMessage;

export interface Pending {
  id: string;
  startedAt: number;
  phase: Phase;
}

export interface Dialogue {
  open: boolean;
  unread: number;
  online: boolean;
  messages: Message[];
  pending: Pending | null;
  /** The service's opaque token of the dialogue. */
  state: string | null;
  /** The newest message as it was sent: only to the letter is it the same one to the service. */
  last: ChatRequest | null;
}

export type Action =
  | { type: 'opened' }
  | { type: 'closed' }
  | { type: 'connected'; online: boolean }
  | { type: 'sent'; request: ChatRequest; shown?: string | undefined; at: number; again?: string | undefined }
  | { type: 'progressed'; id: string; phase: Phase }
  | { type: 'answered'; id: string; at: number; reply: Reply }
  | { type: 'failed'; id: string; failure: Failure }
  | { type: 'cleared' };

/** Older messages are dropped: the whole dialogue must fit into session storage. */
export const MAX_MESSAGES = 500;

export const EMPTY: Dialogue = {
  open: false,
  unread: 0,
  online: true,
  messages: [],
  pending: null,
  state: null,
  last: null,
};

/** The whole behaviour of the dialogue; an action about a message no longer pending is ignored. */
export function reduce(dialogue: Dialogue, action: Action): Dialogue {
  switch (action.type) {
    case 'opened':
      return { ...dialogue, open: true, unread: 0 };
    case 'closed':
      return { ...dialogue, open: false };
    case 'connected':
      return { ...dialogue, online: action.online };
    case 'cleared':
      return { ...EMPTY, open: dialogue.open, online: dialogue.online };
    case 'sent':
      return send(dialogue, action);
    case 'progressed':
    case 'answered':
    case 'failed':
      return dialogue.pending?.id === action.id ? settle(dialogue, action) : dialogue;
  }
}

type Sent = Extract<Action, { type: 'sent' }>;
type Settling = Extract<Action, { type: 'progressed' | 'answered' | 'failed' }>;

/** A retried message moves to the end, where its answer will stand, without the failed answer. */
const isPartOf = (id: string | undefined) => (one: Message) =>
  one.role === 'user' ? one.id === id : one.to === id && one.reply.status === 'error';

function send(dialogue: Dialogue, { request, shown, at, again }: Sent): Dialogue {
  if (dialogue.pending) return dialogue;
  const { message_id: id, text } = request;
  const message: UserMessage = { role: 'user', id, text, shown, at, failure: null };
  const old = isPartOf(again);
  const others = dialogue.messages.filter((one) => !old(one));
  const messages = [...others, message].slice(-MAX_MESSAGES);
  const pending: Pending = { id, startedAt: at, phase: 'working' };
  return { ...dialogue, messages, pending, last: request };
}

function settle(dialogue: Dialogue, action: Settling): Dialogue {
  switch (action.type) {
    case 'progressed':
      return { ...dialogue, pending: { ...(dialogue.pending as Pending), phase: action.phase } };
    case 'answered':
      return answer(dialogue, action);
    case 'failed':
      return { ...dialogue, pending: null, messages: markFailed(dialogue.messages, action) };
  }
}

function answer(dialogue: Dialogue, action: Extract<Action, { type: 'answered' }>): Dialogue {
  const { id, at, reply } = action;
  const message: AssistantMessage = { role: 'assistant', id: `${id}:${at}`, to: id, at, reply };
  return {
    ...dialogue,
    pending: null,
    state: reply.state,
    unread: dialogue.open ? 0 : dialogue.unread + 1,
    messages: [...dialogue.messages, message].slice(-MAX_MESSAGES),
  };
}

function markFailed(messages: Message[], action: { id: string; failure: Failure }): Message[] {
  return messages.map((message) =>
    message.role === 'user' && message.id === action.id
      ? { ...message, failure: action.failure }
      : message,
  );
}

const userMessages = (messages: Message[]): UserMessage[] =>
  messages.filter((one): one is UserMessage => one.role === 'user');

/** What the user typed, oldest first, for recalling with the arrow keys. */
export function typedTexts(messages: Message[]): string[] {
  return userMessages(messages)
    .filter((one) => one.shown === undefined)
    .map((one) => one.text);
}

export function userMessage(messages: Message[], id: string): UserMessage | undefined {
  return userMessages(messages).find((one) => one.id === id);
}
