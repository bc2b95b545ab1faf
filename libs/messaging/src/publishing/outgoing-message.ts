/** A message on its way to a queue. */
export interface OutgoingMessage {
  readonly queue: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string | number>>;
}
