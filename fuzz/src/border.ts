/** A place where text or bytes from outside come in, opened for a run. */
export interface Border {
  /** Good inputs, and bad ones that were met; all others are made from these. */
  readonly seeds: readonly Buffer[];
  /** Hands one input in; rejects where the border does not do with it what it promises. */
  take(input: Buffer): Promise<void>;
  /** Looks at what is left after the run; each sentence is a failure. */
  finish(): Promise<readonly string[]>;
  close(): Promise<void>;
  /** Asked all the time during the run, and expected to answer with 200: `http://…/health/live`. */
  readonly live?: string;
}
