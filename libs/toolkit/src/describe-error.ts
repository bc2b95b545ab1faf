/** What went wrong, for a sentence: the message, or the code if Node leaves the message empty. */
export function describeError(error: unknown): string {
  if (!isErrorLike(error)) return String(error);
  // A refused connection to a name with two addresses is an AggregateError without a message.
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}

/** By its shape: an error of another realm (a worker, a sandbox) is no instance of our `Error`. */
function isErrorLike(error: unknown): error is Error {
  return (
    error instanceof Error ||
    (typeof error === 'object' &&
      error !== null &&
      'message' in error &&
      typeof error.message === 'string')
  );
}
