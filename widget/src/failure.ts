/**
 * Why a message got no answer.
 *
 * not_configured  no backend address in the settings          offline   the browser is offline
 * unreachable     no connection, cut, or 502/503/504          timeout   the time for one answer is over
 * unauthorized    amoCRM gave no token or the service refused it
 * refused         the service said no and why (detail)         garbled   a body that is not an answer
 * cancelled       the user pressed stop                        interrupted   the page went away first
 */
export type FailureKind =
  | 'not_configured'
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'unauthorized'
  | 'refused'
  | 'garbled'
  | 'cancelled'
  | 'interrupted';

export class ChatFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly detail: string | null = null,
  ) {
    super(kind);
  }
}
