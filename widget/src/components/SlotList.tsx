import type { JSX } from 'preact';
import type { UnderstoodSlot } from '../contract';
import { useChat } from './chat-context';

const differs = (slot: UnderstoodSlot): boolean =>
  Boolean(slot.text && slot.value && slot.text.toLowerCase() !== slot.value.toLowerCase());

/** What was understood, slot by slot, with the user's own words where they were read differently. */
export function SlotList({ slots }: { slots: UnderstoodSlot[] }): JSX.Element {
  const { strings } = useChat();
  return (
    <dl class="slots">
      {slots.map((slot) => (
        <div class="slot" key={slot.slot}>
          <dt>{slot.label}</dt>
          <dd>
            {slot.value || slot.text}
            {differs(slot) && (
              <span class="slot-said">{strings.t('confirm.as_said', { text: slot.text })}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
