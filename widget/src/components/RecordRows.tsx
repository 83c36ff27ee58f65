import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { QuickReply, RecordRow } from '../contract';
import { pathInside } from '../rich-text';
import { useChat } from './chat-context';
import { Icon, recordIcon } from './icons';
import { Link } from './Link';

/** A page of the service; what is beyond it is asked for with «ещё». */
const SHOWN_AT_FIRST = 10;

function RowBody({ record, number }: { record: RecordRow; number?: number | undefined }): JSX.Element {
  const { strings } = useChat();
  return (
    <>
      <span class={`row-icon row-icon_${recordIcon(record.type)}`} title={strings.t(`record.${record.type}`, {}, '')}>
        {number ?? <Icon name={recordIcon(record.type)} size={18} />}
      </span>
      <span class="row-body">
        <span class="row-title">{record.title || strings.t('record.untitled')}</span>
        {record.lines.map((line, index) => (
          <span class="row-line" key={index}>
            {line}
          </span>
        ))}
      </span>
    </>
  );
}

function LinkedRow({ record }: { record: RecordRow }): JSX.Element {
  const path = pathInside(record.url, location.origin);
  if (!path) {
    return (
      <div class="row">
        <RowBody record={record} />
      </div>
    );
  }
  return (
    <Link href={path} class="row row_link">
      <RowBody record={record} />
      <Icon name="open" size={16} />
    </Link>
  );
}

/** Found records, each a link to its card. */
export function RecordRows({ records }: { records: RecordRow[] }): JSX.Element {
  const { strings } = useChat();
  const [all, setAll] = useState(false);
  const shown = all ? records : records.slice(0, SHOWN_AT_FIRST);
  const rest = records.length - shown.length;
  return (
    <ul class="rows">
      {shown.map((record, index) => (
        <li key={`${record.type}:${record.id ?? index}`}>
          <LinkedRow record={record} />
        </li>
      ))}
      {rest > 0 && (
        <li>
          <button class="row-more" onClick={() => setAll(true)}>
            {strings.n('record.more', rest)}
          </button>
        </li>
      )}
    </ul>
  );
}

interface ChoiceRowsProps {
  records: RecordRow[];
  /** The reply each row stands for, in the order of the records. */
  replies: QuickReply[];
  active: boolean;
}

/** Candidates of a question: pressing a row answers it, the arrow opens the card. */
export function ChoiceRows({ records, replies, active }: ChoiceRowsProps): JSX.Element {
  const { conversation, strings } = useChat();
  return (
    <ol class="rows rows_choice">
      {records.map((record, index) => {
        const path = pathInside(record.url, location.origin);
        const title = record.title || strings.t('record.untitled');
        return (
          <li key={`${record.type}:${record.id ?? index}`} class="choice">
            <button
              class="row row_choice"
              disabled={!active}
              onClick={() => conversation.send(replies[index]?.send ?? String(index + 1), title)}
            >
              <span class="hidden">{strings.t('record.choose')}: </span>
              <RowBody record={record} number={index + 1} />
            </button>
            {path && (
              <Link href={path} class="choice-open" label={`${strings.t('record.open')}: ${title}`}>
                <Icon name="open" size={16} />
              </Link>
            )}
          </li>
        );
      })}
    </ol>
  );
}
