/** A client of the live stream. */
export interface Recipient {
  readonly id: string;
  /** Whether the client has taken all that was sent to it, so that nothing waits in memory. */
  isReady(): boolean;
}
