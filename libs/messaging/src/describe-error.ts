/** What went wrong, for a sentence: the message, or the code where Node leaves the message empty. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused connection to a name with two addresses is an AggregateError without a message.
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}
