/** What the checker has found, and when what it is about was published, where that is known. */
export interface Finding {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at?: number | undefined;
}
