import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Reply, UnderstoodSlot } from '../contract';
import type { Strings } from '../strings';
import { useChat } from './chat-context';
import { SlotList } from './SlotList';

const row = (slot: string, label: string, value: string): UnderstoodSlot => ({
  slot: `meta:${slot}`,
  label,
  value,
  text: '',
});

/** A confirmation has its slots on the card already. */
function facts(reply: Reply, { t }: Strings): UnderstoodSlot[] {
  const { intent, source, tookMs, requestId } = reply;
  return [
    ...(intent ? [row('intent', t('understood.intent'), t(`understood.intents.${intent}`, {}, intent))] : []),
    ...(reply.status === 'confirm' ? [] : reply.understood),
    ...(source ? [row('source', t('understood.source'), t(`understood.sources.${source}`, {}, source))] : []),
    ...(tookMs !== null
      ? [row('took', t('understood.took'), t('understood.took_ms', { ms: Math.round(tookMs) }))]
      : []),
    ...(requestId ? [row('request', t('understood.request'), requestId)] : []),
  ];
}

/** For the curious and for support: how the phrase was read, by whom and how fast. */
export function Understood({ reply }: { reply: Reply }): JSX.Element {
  const { strings } = useChat();
  const node = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => node.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div class="understood" ref={node}>
      <SlotList slots={facts(reply, strings)} />
    </div>
  );
}
