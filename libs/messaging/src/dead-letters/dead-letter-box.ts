/** One letter in the dead-letter queue. */
export interface ParkedLetter {
  /** One of the contract's causes, or RabbitMQ's own word when it moved the message itself. */
  readonly cause: string;
  readonly detail: string;
  /** How many reports lie in it. */
  readonly count: number;
  readonly body: Buffer;
}

/** What becomes of a letter: it stays, is published to the position queue again, or is thrown away. */
export type LetterVerdict = 'keep' | 'replay' | 'drop' | 'stop';

/**
 * The dead-letter queue of a position queue, as an operator works on it. A letter is removed only when its
 * replay, or the copy that stays, is confirmed: who is killed in between leaves one too many, never one too
 * few.
 */
export interface DeadLetterBox {
  /**
   * Asks for each letter that lies there now what is to become of it, oldest first, until all were seen or
   * the verdict is `stop`, which keeps the letter. One that is kept moves to the end of the queue.
   */
  sweep(judge: (letter: ParkedLetter) => LetterVerdict): Promise<void>;
  close(): Promise<void>;
}
