import type { JSX } from 'preact';
import type { Dialogue } from '../dialogue';
import { BUTTON, sideInset, type Placement, type Size } from '../placement';
import { useChat } from './chat-context';
import { Icon } from './icons';
import { statusName } from './StatusLine';
import { useDrag, type Point } from './use-drag';
import type { Strings } from '../strings';

interface LauncherProps {
  dialogue: Dialogue;
  placement: Placement;
  view: Size;
  onMove: (point: Point) => void;
}

function labelOf({ open, pending, unread }: Dialogue, { t, n }: Strings): string {
  const action = t(open ? 'launcher.close' : 'launcher.open');
  if (pending) return `${action}. ${t('launcher.working')}`;
  return unread ? `${action}. ${n('launcher.unread', unread)}` : action;
}

function position(at: Point | null, placement: Placement, view: Size): JSX.CSSProperties {
  if (at) return { left: `${at.x - BUTTON / 2}px`, top: `${at.y - BUTTON / 2}px` };
  const inset = `${sideInset(placement.side, view)}px`;
  return { [placement.side]: inset, bottom: `${placement.bottom}px` };
}

/** The round button: opens and closes the chat, shows what goes on, can be dragged to a side. */
export function Launcher({ dialogue, placement, view, onMove }: LauncherProps): JSX.Element {
  const { conversation, strings, shortcut } = useChat();
  const { at, handlers } = useDrag(onMove, () => conversation.toggle());
  const state = statusName(dialogue);
  const icon = dialogue.open ? 'down' : state === 'offline' ? 'offline' : 'spark';
  return (
    <button
      class={`launcher launcher_${state} ${at ? 'launcher_dragged' : ''}`}
      style={position(at, placement, view)}
      aria-label={labelOf(dialogue, strings)}
      aria-expanded={dialogue.open}
      aria-haspopup="dialog"
      title={strings.t('hint', { shortcut })}
      {...handlers}
    >
      <span class="launcher-ring" />
      <Icon name={icon} size={26} />
      {dialogue.unread > 0 && <span class="badge">{Math.min(dialogue.unread, 99)}</span>}
    </button>
  );
}
