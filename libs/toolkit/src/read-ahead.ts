/**
 * The same pieces, each asked for while the one before it is worked on: one piece is held beyond the one in
 * hand. Who leaves the loop ends the source, after the piece that is on its way.
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const pieces = source[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<T>> | undefined;
  const ask = (): Promise<IteratorResult<T>> => {
    const asked = pieces.next();
    // It is told when its turn comes, or to nobody where the reader has left.
    asked.catch(() => undefined);
    return asked;
  };
  try {
    for (next = ask(); ;) {
      const piece = await next;
      if (piece.done === true) return;
      next = ask();
      yield piece.value;
    }
  } finally {
    await pieces.return?.();
  }
}
