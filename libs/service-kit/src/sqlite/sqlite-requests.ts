/** What a column can hold: SQLite's NULL, numbers and texts. */
export type SqlValue = null | number | string;

/** One statement, run once for each row of parameters. */
export interface SqlStep {
  readonly sql: string;
  /** The parameters of all rows, one row after the other: cheaper to hand to a thread than arrays of arrays. */
  readonly values: readonly SqlValue[];
  /** Parameters in one row; 0 runs the statement once, without any. */
  readonly width: number;
}

/** What a statement has come to. */
export interface StepResult {
  /** For each row of parameters, how many rows of the table it changed. */
  readonly changes: readonly number[];
  /** What it selected, one row after the other. */
  readonly values: readonly SqlValue[];
}

/** What a thread is asked for: all steps in one transaction. */
export interface ThreadRequest {
  readonly id: number;
  /** `close` ends the thread after all that was asked before. */
  readonly steps: readonly SqlStep[] | 'close';
}

/** SQLite's own words and number for what went wrong; 0 where it was not SQLite. */
export interface ThreadFailure {
  readonly code: number;
  readonly message: string;
}

/** What a thread answers: first `opened` or `refused`, then one answer for each request. */
export type ThreadAnswer =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly failure: ThreadFailure }
  | { readonly kind: 'done'; readonly id: number; readonly results: readonly StepResult[] }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: ThreadFailure };

/** What a thread is started with. */
export interface ThreadData {
  readonly path: string;
  readonly role: 'writer' | 'reader';
  /** Of the writer: tells files of one kind from all others (`application_id`). */
  readonly kind: number;
  /** Of the writer: each brings a file from the schema of its index to the next. */
  readonly schema: readonly string[];
}
