/** What came of a run under one fault, worked out from its log alone. */
export interface Outcome {
  readonly fault: string;
  /** Messages that were published, confirmed or not. */
  readonly attempted: number;
  /** Of these, messages that the broker has confirmed. */
  readonly confirmed: number;
  /** Documents in `positions`. */
  readonly stored: number;
  /** Messages in the dead-letter queue that had to be parked. */
  readonly parked: number;
  /** Confirmed, and neither stored nor parked as it had to be. */
  readonly lost: readonly string[];
  /** Stored twice, by vehicle and time, or twice in one history. */
  readonly duplicated: readonly string[];
  /** Stored, parked or answered though it was never attempted so; and answers that disagree with `positions`. */
  readonly unexpected: readonly string[];
  /** From the fault's end until every part was ready and answered something newer; `undefined`: never. */
  readonly recoveryMs: number | undefined;
  readonly asked: number;
  readonly failures: readonly string[];
  /** The longest time without news on an open page, from the fault's begin until its harm was over. */
  readonly freezeMs: number;
}
