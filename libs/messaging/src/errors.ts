/** Why a queue or feed could not do what it was asked. */
export type MessagingErrorCode =
  /** The adapter was closed. */
  | 'closed'
  /** There is no connection to the broker now. */
  | 'not-connected'
  /** The broker refused the message, or could not route it to a queue. */
  | 'publish-refused'
  /** The broker did not confirm in time. */
  | 'publish-timeout'
  /** The queue object has a consumer already. */
  | 'already-consuming'
  /** The broker's URL cannot be read, or names a technology that is not known. */
  | 'invalid-url';

/** The one error of this package; `code` tells the cases apart. */
export class MessagingError extends Error {
  override readonly name = 'MessagingError';
  readonly code: MessagingErrorCode;

  constructor(code: MessagingErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
