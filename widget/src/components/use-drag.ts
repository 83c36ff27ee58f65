import { useRef, useState } from 'preact/hooks';

const CLICK_SLOP_PX = 6;

export interface Point {
  x: number;
  y: number;
}

interface Drag {
  /** Where the pointer is while dragging; null otherwise. */
  at: Point | null;
  handlers: {
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: (event: PointerEvent) => void;
    onPointerCancel: () => void;
    onClick: (event: MouseEvent) => void;
  };
}

/** Tells a drag from a click: the click that ends a drag is swallowed. */
export function useDrag(onDrop: (point: Point) => void, onClick: () => void): Drag {
  const start = useRef<Point | null>(null);
  const dragged = useRef(false);
  const [at, setAt] = useState<Point | null>(null);
  const finish = (): void => {
    start.current = null;
    setAt(null);
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    start.current = { x: event.clientX, y: event.clientY };
    dragged.current = false;
    // A quick hand leaves the button before the first move is reported.
    (event.currentTarget as Element).setPointerCapture?.(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    const from = start.current;
    if (!from) return;
    const far = Math.hypot(event.clientX - from.x, event.clientY - from.y) > CLICK_SLOP_PX;
    if (!dragged.current && !far) return;
    dragged.current = true;
    setAt({ x: event.clientX, y: event.clientY });
  };
  const onPointerUp = (event: PointerEvent): void => {
    if (start.current && dragged.current) onDrop({ x: event.clientX, y: event.clientY });
    finish();
  };
  const click = (): void => {
    if (!dragged.current) onClick();
    dragged.current = false;
  };
  return {
    at,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: finish, onClick: click },
  };
}
