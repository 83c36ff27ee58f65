import { render } from 'preact';
import { buildAssistant, buildStrings, firstName, storage } from './app-parts';
import { App } from './components/App';
import { ChatProvider } from './components/chat-context';
import { Conversation } from './conversation';
import { mountHost } from './host-node';
import type { AmoWidget } from './host-page';
import { Memory } from './memory';
import { readPageContext, signedInUser } from './page-context';
import { loadPlacement, savePlacement } from './placement';
import { PageSelection } from './selection';
import { onShortcut, shortcutName } from './shortcut';
import styles from './styles/index.css?inline';

export const STORAGE_PREFIX = 'amo-assistant';
const PLACE_KEY = `${STORAGE_PREFIX}:place`;

export interface Mounted {
  host: Element;
  /** Who the dialogue on the screen belongs to. */
  user: string;
  /** The user is on another page now: what was selected on the last one is forgotten. */
  moved(): void;
  unmount(): void;
}

/** Puts the button and the chat on the page and starts everything that listens. */
export function mount(widget: AmoWidget): Mounted {
  const node = mountHost(styles);
  const host = (node.root.getRootNode() as ShadowRoot).host;
  const user = signedInUser(widget);
  const selection = new PageSelection(() => host, () => conversation.refresh());
  const conversation = new Conversation({
    assistant: buildAssistant(widget),
    memory: new Memory(storage('sessionStorage'), `${STORAGE_PREFIX}:${user}`),
    context: () => readPageContext(widget, selection.value()),
  });
  const stopShortcut = onShortcut(() => conversation.toggle());
  selection.start();
  draw(widget, node.root, conversation, selection);
  return {
    host,
    user,
    moved: () => {
      selection.forget();
      conversation.refresh();
    },
    unmount: () => {
      stopShortcut();
      selection.stop();
      conversation.dispose();
      render(null, node.root);
      node.remove();
    },
  };
}

function draw(
  widget: AmoWidget,
  root: HTMLElement,
  conversation: Conversation,
  selection: PageSelection,
): void {
  const places = storage('localStorage');
  const chat = {
    conversation,
    strings: buildStrings(widget),
    userName: firstName(),
    shortcut: shortcutName(),
    forgetSelection: () => selection.forget(),
  };
  render(
    <ChatProvider value={chat}>
      <App
        placement={loadPlacement(places, PLACE_KEY)}
        onPlace={(placement) => savePlacement(places, PLACE_KEY, placement)}
      />
    </ChatProvider>,
    root,
  );
}
