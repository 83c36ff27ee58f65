import type { JSX } from 'preact';

const PATHS = {
  spark: 'M12 3.2l1.9 5.1a3 3 0 0 0 1.8 1.8l5.1 1.9-5.1 1.9a3 3 0 0 0-1.8 1.8L12 20.8l-1.9-5.1a3 3 0 0 0-1.8-1.8L3.2 12l5.1-1.9a3 3 0 0 0 1.8-1.8z',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9.5l6 6 6-6',
  send: 'M4.5 12L20 4.5 15.5 20l-3.6-6.2zM20 4.5l-8.1 9.3',
  stop: 'M7.5 7.5h9v9h-9z',
  broom: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l.8 12.5h9.4L17.5 7M10.2 10.5v5.5M13.8 10.5v5.5',
  copy: 'M9 9h10.5v10.5H9zM5 15H4.5V4.5H15V5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  info: 'M12 11v5.5M12 7.6v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5v4h-4',
  open: 'M9.5 6l6 6-6 6',
  leads: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
  contacts: 'M12 12a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM4.8 20a7.2 7.2 0 0 1 14.4 0',
  companies: 'M5 20V5h9v15M14 10h5v10M3.5 20h17M8 9h3M8 13h3',
  tasks: 'M4.5 12.5l4 4 5-9M15 8.5h5M14 16h6',
  offline: 'M12 8v5M12 16.4v.1M12 3.8L21.2 20H2.8z',
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
