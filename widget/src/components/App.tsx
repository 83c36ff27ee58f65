import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { focusIsOnPage } from '../host-node';
import { clampPlacement, panelBox, placementAt, type Placement, type Size } from '../placement';
import { Launcher } from './Launcher';
import { Panel } from './Panel';
import type { Point } from './use-drag';
import { useDialogue } from './use-dialogue';

interface AppProps {
  placement: Placement;
  onPlace: (placement: Placement) => void;
}

const viewport = (): Size => ({ width: window.innerWidth, height: window.innerHeight });

function useViewport(): Size {
  const [view, setView] = useState(viewport);
  useEffect(() => {
    const update = (): void => setView(viewport());
    window.addEventListener('resize', update);
    return () => window.removeEventListener('resize', update);
  }, []);
  return view;
}

/** Focus goes back to the button when the chat is closed from inside it. */
function useFocusReturn(open: boolean, root: { current: HTMLElement | null }): void {
  const wasOpen = useRef(open);
  useEffect(() => {
    const leave = open || !wasOpen.current || focusIsOnPage();
    if (!leave) root.current?.querySelector<HTMLElement>('.launcher')?.focus();
    wasOpen.current = open;
  }, [open]);
}

export function App({ placement: initial, onPlace }: AppProps): JSX.Element {
  const dialogue = useDialogue();
  const view = useViewport();
  const root = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState(initial);
  useFocusReturn(dialogue.open, root);
  const placement = clampPlacement(wanted, view);
  const box = panelBox(placement, view);
  const move = ({ x, y }: Point): void => {
    const next = placementAt(x, y, view);
    setWanted(next);
    onPlace(next);
  };
  return (
    <div ref={root}>
      {dialogue.open && <Panel dialogue={dialogue} box={box} />}
      {!(dialogue.open && box.fullScreen) && (
        <Launcher dialogue={dialogue} placement={placement} view={view} onMove={move} />
      )}
    </div>
  );
}
