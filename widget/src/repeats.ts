import type { Reply } from './contract';

const NUMBERED = /^\s*\d+[.)]\s/;

/** The lines of the text that stand in the widget as rows, bars or slots as well. */
function repeated(reply: Reply, choice: boolean): (line: string) => boolean {
  const { chart, understood, status, records } = reply;
  const bars = chart?.bars.map(({ label, text }) => `${label} — ${text}`) ?? [];
  const slots =
    status === 'confirm'
      ? understood.flatMap(({ label, value }) => [`${label}: ${value}`, value])
      : [];
  const known = new Set([...bars, ...slots]);
  const numbered = reply.text.split('\n').filter((line) => NUMBERED.test(line)).length;
  const listed = choice && numbered === records.length;
  return (line) => known.has(line.trim()) || (listed && NUMBERED.test(line));
}

/**
 * The service's text is whole without the rest of the answer; on the screen, once is enough.
 *
 * @param choice whether the records are shown as numbered rows
 */
export function withoutRepeats(reply: Reply, choice: boolean): string {
  const isRepeated = repeated(reply, choice);
  const rest = reply.text.split('\n').filter((line) => !isRepeated(line));
  return rest.join('\n').trim() || reply.text;
}
