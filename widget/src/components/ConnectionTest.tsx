import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Assistant } from '../assistant';
import { readAddress } from '../backend-url';
import { uuid } from '../conversation';
import { ChatFailure } from '../failure';
import type { Strings } from '../strings';

interface ConnectionTestProps {
  address: () => string;
  assistant: Assistant;
  strings: Strings;
  /** Gives the settings window a way to show why an address cannot be saved. */
  onReady: (complain: (problem: string) => void) => void;
}

interface Outcome {
  state: 'idle' | 'testing' | 'ok' | 'bad';
  text: string;
}

const IDLE: Outcome = { state: 'idle', text: '' };

/** Asks the assistant a real question: address, CORS, token and rights are tested at once. */
async function tryOut(assistant: Assistant, strings: Strings): Promise<Outcome> {
  const startedAt = Date.now();
  const context = {
    entity: null,
    section: 'settings',
    url: location.pathname,
    selected_text: null,
    selected: [],
  };
  const request = { text: strings.t('settings.question'), message_id: uuid(), context, state: null };
  const signal = new AbortController().signal;
  try {
    const { status, text } = await assistant.ask(request, { signal, onPhase: () => undefined });
    if (status !== 'done') return { state: 'bad', text: strings.t('settings.refused', { detail: text }) };
    return { state: 'ok', text: strings.t('settings.ok', { ms: Date.now() - startedAt }) };
  } catch (error) {
    const { kind, detail } = error as ChatFailure;
    return { state: 'bad', text: strings.t(`settings.${kind}`, { detail: detail ?? '' }) };
  }
}

export function ConnectionTest(props: ConnectionTestProps): JSX.Element {
  const { address, assistant, strings, onReady } = props;
  const [outcome, setOutcome] = useState(IDLE);
  const complain = (problem: string): void =>
    setOutcome({ state: 'bad', text: strings.t(`settings.${problem}`) });
  useLayoutEffect(() => onReady(complain), []);
  const test = async (): Promise<void> => {
    const read = readAddress(address(), location.protocol);
    if ('problem' in read) return complain(read.problem);
    setOutcome({ state: 'testing', text: strings.t('settings.testing') });
    setOutcome(await tryOut(assistant, strings));
  };
  return (
    <div class="test">
      <p class="test-hint">{strings.t('settings.hint')}</p>
      <button
        type="button"
        class="button"
        disabled={outcome.state === 'testing'}
        onClick={() => void test()}
      >
        {strings.t('settings.test')}
      </button>
      <p class={`test-result test-result_${outcome.state}`} role="status">
        {outcome.text}
      </p>
    </div>
  );
}
