import type { JSX } from 'preact';
import type { Dialogue } from '../dialogue';
import type { PanelBox } from '../placement';
import { useChat } from './chat-context';
import { Composer } from './Composer';
import { ContextStrip } from './ContextStrip';
import { Header } from './Header';
import { Log } from './Log';

const TITLE_ID = 'title';

function boxStyle(box: PanelBox): JSX.CSSProperties {
  return {
    [box.side]: `${box.inset}px`,
    bottom: `${box.bottom}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
  };
}

export function Panel({ dialogue, box }: { dialogue: Dialogue; box: PanelBox }): JSX.Element {
  const { conversation } = useChat();
  const context = conversation.context;
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    conversation.close();
  };
  /** amoCRM tells nobody that rows were ticked: they are read when the user turns to the chat. */
  const lookAround = (): void => conversation.refresh();
  /** A window as large as the page makes room for the card that was just opened from it. */
  const makeRoom = (event: MouseEvent): void => {
    const followed = event.defaultPrevented && (event.target as Element).closest('a');
    if (box.fullScreen && followed) conversation.close();
  };
  return (
    <section
      class={`panel ${box.fullScreen ? 'panel_full' : ''}`}
      style={boxStyle(box)}
      role="dialog"
      aria-labelledby={TITLE_ID}
      onKeyDown={closeOnEscape}
      onClick={makeRoom}
      onPointerEnter={lookAround}
      onFocusIn={lookAround}
    >
      <Header dialogue={dialogue} titleId={TITLE_ID} />
      <Log dialogue={dialogue} context={context} />
      <ContextStrip context={context} />
      <Composer dialogue={dialogue} />
    </section>
  );
}
