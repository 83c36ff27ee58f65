import type { JSX } from 'preact';

const PATHS = {
  spark: 'M12 3l2 5a3 3 0 0 0 2 2l5 2-5 2a3 3 0 0 0-2 2l-2 5-2-5a3 3 0 0 0-2-2l-5-2 5-2a3 3 0 0 0 2-2z',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M4 12l16-8-5 16-3-6zM20 4l-8 10',
  stop: 'M8 8h8v8H8z',
  broom: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'M5 12l5 5 9-9',
  info: 'M12 11v5.5M12 7.6v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  dislike: 'M8 4h9l3 9h-6l1 6-2 1-5-7zM4 4v9',
  retry: 'M19 12a7 7 0 1 1-2-5M19 3v4h-4',
  open: 'M9 6l6 6-6 6',
  leads: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
  contacts: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20a7 7 0 0 1 14 0',
  companies: 'M5 20V5h9v15M14 10h5v10M3.5 20h17M8 9h3M8 13h3',
  tasks: 'M4 12l4 4 5-9M15 8h5M14 16h6',
  offline: 'M12 8v5M12 16v.1M12 4l9 16H3z',
} as const;

export type IconName = keyof typeof PATHS;

const FILLED = new Set<IconName>(['spark', 'stop']);

/** A line icon in the colour of the text around it; always decoration beside a name or label. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }): JSX.Element {
  const filled = FILLED.has(name);
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill={filled ? 'currentColor' : 'none'}
        stroke={filled ? 'none' : 'currentColor'}
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

export const recordIcon = (type: string): IconName =>
  type === 'leads' || type === 'contacts' || type === 'companies' || type === 'tasks'
    ? type
    : 'leads';
