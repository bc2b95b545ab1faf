/** A message on its way to a queue. */
export interface OutgoingMessage {
  readonly queue: string;
  readonly body: Buffer;
  /** After this time, in milliseconds, RabbitMQ forgets the message. */
  readonly expiresMs?: number;
  readonly headers: Readonly<Record<string, string | number>>;
}
