import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Dialogue, Pending } from '../dialogue';
import type { Strings } from '../strings';
import { useChat } from './chat-context';

const SHOW_ELAPSED_AFTER_S = 1;

function useElapsedSeconds(pending: Pending | null): number {
  const [now, setNow] = useState(Date.now());
  const startedAt = pending?.startedAt;
  useEffect(() => {
    if (startedAt === undefined) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [startedAt]);
  return pending ? Math.max(0, Math.floor((now - pending.startedAt) / 1000)) : 0;
}

function wording({ online, pending }: Dialogue, seconds: number, { t }: Strings): string {
  if (pending?.phase === 'answering') return t('status.answering');
  if (pending) {
    return seconds >= SHOW_ELAPSED_AFTER_S
      ? t('status.elapsed', { seconds })
      : t('status.working');
  }
  return t(online ? 'status.ready' : 'status.offline');
}

export const statusName = ({ online, pending }: Dialogue): string =>
  pending?.phase ?? (online ? 'ready' : 'offline');

/** Ready, working with the time that has passed, answering, or offline. */
export function StatusLine({ dialogue }: { dialogue: Dialogue }): JSX.Element {
  const { strings } = useChat();
  const seconds = useElapsedSeconds(dialogue.pending);
  return (
    <span class={`status status_${statusName(dialogue)}`}>
      {wording(dialogue, seconds, strings)}
    </span>
  );
}
