/** What the chat endpoint takes and gives. The server is trusted for meaning, never for shape. */

export interface PageContext {
  entity: { type: string; id: number } | null;
  section: string;
  url: string;
  selected_text: string | null;
  selected: number[];
}

export interface ChatRequest {
  text: string;
  message_id: string;
  context: PageContext;
  state: string | null;
}

const STATUSES = ['done', 'question', 'confirm', 'refused', 'error'] as const;
export type ReplyStatus = (typeof STATUSES)[number];

export interface RecordRow {
  type: string;
  id: number | null;
  title: string;
  url: string | null;
  lines: string[];
}

export interface QuickReply {
  label: string;
  send: string;
}

export interface UnderstoodSlot {
  slot: string;
  label: string;
  text: string;
  value: string;
}

export interface ChartBar {
  label: string;
  value: number;
  text: string;
  /** amoCRM's own list of the same records, where it has an address. */
  url: string | null;
}

export interface Chart {
  title: string;
  bars: ChartBar[];
}

export interface Reply {
  text: string;
  status: ReplyStatus;
  intent: string | null;
  source: string | null;
  records: RecordRow[];
  buttons: QuickReply[];
  understood: UnderstoodSlot[];
  chart: Chart | null;
  /** amoCRM's own list of what a report counted. */
  link: { label: string; url: string } | null;
  state: string | null;
  error: { code: string; retry: boolean } | null;
  requestId: string | null;
  tookMs: number | null;
}

/** One thing amiss with the open card, and the phrase that mends it. */
export interface Hint {
  text: string;
  send: string;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

const readRecord = (row: Json): RecordRow => ({
  type: text(row.type),
  id: numberOrNull(row.id),
  title: text(row.title),
  url: textOrNull(row.url),
  lines: Array.isArray(row.lines) ? row.lines.map(text).filter(Boolean) : [],
});

const readButton = (row: Json): QuickReply => ({
  label: text(row.label) || text(row.send),
  send: text(row.send) || text(row.label),
});

const readSlot = (row: Json): UnderstoodSlot => ({
  slot: text(row.slot),
  label: text(row.label) || text(row.slot),
  text: text(row.text),
  value: text(row.value),
});

const readBar = (row: Json): ChartBar => {
  const value = numberOrNull(row.value) ?? 0;
  return { label: text(row.label), value, text: text(row.text) || String(value), url: textOrNull(row.url) };
};

function readChart(value: unknown): Chart | null {
  if (!isObject(value)) return null;
  const bars = objects(value.bars).map(readBar);
  return bars.length ? { title: text(value.title), bars } : null;
}

const readError = (value: unknown): Reply['error'] =>
  isObject(value) ? { code: text(value.code), retry: value.retry === true } : null;

const readStatus = (value: unknown): ReplyStatus =>
  STATUSES.find((status) => status === value) ?? 'done';

/** Reads a 200 body; null when it is not an answer at all. */
export function readReply(body: unknown): Reply | null {
  if (!isObject(body) || typeof body.text !== 'string') return null;
  return {
    text: body.text,
    status: readStatus(body.status),
    intent: textOrNull(body.intent),
    source: textOrNull(body.source),
    records: objects(body.records).map(readRecord),
    buttons: objects(body.buttons).map(readButton).filter((button) => button.send),
    understood: objects(body.understood).map(readSlot).filter((slot) => slot.value || slot.text),
    chart: readChart(body.chart),
    link: isObject(body.link) ? { label: text(body.link.label), url: text(body.link.url) } : null,
    state: textOrNull(body.state),
    error: readError(body.error),
    requestId: textOrNull(body.request_id),
    tookMs: numberOrNull(body.took_ms),
  };
}

/** Reads what the hints' endpoint answers; anything else holds none. */
export const readHints = (body: unknown): Hint[] =>
  isObject(body)
    ? objects(body.hints).map((row) => ({ text: text(row.text), send: text(row.send) }))
    : [];

/** The Russian sentence of an application/problem+json body, if there is one. */
export function readProblem(body: unknown): string | null {
  return isObject(body) ? textOrNull(body.detail) : null;
}
