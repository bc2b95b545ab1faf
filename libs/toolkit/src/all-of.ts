/** All pieces of a source, for those who need them together. Rejects as the source does. */
export async function allOf<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const piece of source) all.push(piece);
  return all;
}
