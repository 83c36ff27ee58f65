/** Links inside an answer's text. The text itself never becomes HTML. */

export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

const LINK =
  /(https?:\/\/[^\s<>«»"]{1,500})|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})|(\+7(?:[ \u00a0()-]{0,2}\d){10}(?!\d))|((?<![\w/])\/(?:leads|contacts|companies|customers)\/detail\/\d{1,12}|(?<![\w/])\/todo\/[\w/]{0,40})/g;
const TAIL = /[.,;:!?)]+$/;

/** Cuts a text into plain pieces and links: addresses, e-mails, phones, amoCRM's own paths. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const raw = match[0].replace(match[2] || match[3] ? /$^/ : TAIL, '');
    if (match.index > end) found.push({ kind: 'text', text: text.slice(end, match.index) });
    found.push({ kind: 'link', text: raw, href: hrefOf(raw, match) });
    end = match.index + raw.length;
  }
  if (end < text.length) found.push({ kind: 'text', text: text.slice(end) });
  return found;
}

function hrefOf(raw: string, match: RegExpMatchArray): string {
  if (match[2]) return `mailto:${raw}`;
  if (match[3]) return `tel:${raw.replace(/[^\d+]/g, '')}`;
  return raw;
}

/** The path inside amoCRM that an address means; null for anything else. */
export function pathInside(href: string | null, origin: string): string | null {
  if (!href) return null;
  try {
    const url = new URL(href, origin);
    return url.origin === origin && /^https?:$/.test(url.protocol)
      ? url.pathname + url.search + url.hash
      : null;
  } catch {
    return null;
  }
}
