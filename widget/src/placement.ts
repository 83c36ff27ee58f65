/** Where the round button stands: stuck to one side of the window, at a height the user chose. */

export interface Placement {
  side: 'left' | 'right';
  /** Distance of the button from the bottom of the window, CSS pixels. */
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

export const BUTTON = 56;
export const MARGIN = 24;
const GAP = 12;
const PANEL: Size = { width: 400, height: 640 };
const ENOUGH_HEIGHT = 420;
/** Worth covering the top bar for: a whole confirmation is seen at once. */
const COMFORTABLE_HEIGHT = 560;
const PHONE_WIDTH = 520;
/** amoCRM's own controls: the left menu and the top bar with the search and the profile. */
const LEFT_MENU = 65;
const TOP_BAR = 72;

/** High enough to leave the composer of a card's feed free. */
export const DEFAULT_PLACEMENT: Placement = { side: 'right', bottom: 88 };

export interface PanelBox {
  fullScreen: boolean;
  side: 'left' | 'right';
  inset: number;
  bottom: number;
  width: number;
  height: number;
}

const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(value, Math.max(low, high)));

export function clampPlacement({ side, bottom }: Placement, view: Size): Placement {
  return { side, bottom: clamp(bottom, MARGIN, view.height - TOP_BAR - BUTTON) };
}

/** The placement nearest to where the button's centre was dropped. */
export function placementAt(x: number, y: number, view: Size): Placement {
  const side = x < view.width / 2 ? 'left' : 'right';
  return clampPlacement({ side, bottom: view.height - y - BUTTON / 2 }, view);
}

/** The distance of the button from its side, clear of amoCRM's left menu. */
export function sideInset(side: Placement['side'], view: Size): number {
  return side === 'left' && view.width > PHONE_WIDTH ? LEFT_MENU + MARGIN : MARGIN;
}

/** Above the button where there is room, beside it otherwise, the whole window on a phone. */
export function panelBox(placement: Placement, view: Size): PanelBox {
  const { side, bottom } = clampPlacement(placement, view);
  const inset = sideInset(side, view);
  const width = Math.min(PANEL.width, view.width - inset - GAP);
  if (view.width < PHONE_WIDTH || view.height < ENOUGH_HEIGHT) {
    return { fullScreen: true, side, inset: 0, bottom: 0, ...view };
  }
  const above = bottom + BUTTON + GAP;
  const room = view.height - above - GAP;
  if (room >= ENOUGH_HEIGHT) {
    const belowTopBar = Math.max(COMFORTABLE_HEIGHT, view.height - above - TOP_BAR);
    const height = Math.min(PANEL.height, room, belowTopBar);
    return { fullScreen: false, side, inset, bottom: above, width, height };
  }
  const height = Math.min(PANEL.height, view.height - MARGIN - GAP);
  const lowest = clamp(bottom, MARGIN, view.height - height - GAP);
  return { fullScreen: false, side, inset: inset + BUTTON + GAP, bottom: lowest, width, height };
}

export function loadPlacement(storage: Storage | null, key: string): Placement {
  try {
    const saved = JSON.parse(storage?.getItem(key) ?? 'null') as Partial<Placement> | null;
    const side = saved?.side === 'left' ? 'left' : 'right';
    return typeof saved?.bottom === 'number' ? { side, bottom: saved.bottom } : DEFAULT_PLACEMENT;
  } catch {
    return DEFAULT_PLACEMENT;
  }
}

export function savePlacement(storage: Storage | null, key: string, placement: Placement): void {
  try {
    storage?.setItem(key, JSON.stringify(placement));
  } catch {
    // A full or forbidden storage only means the button starts in its usual corner next time.
  }
}
