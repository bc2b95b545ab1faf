/** Questions under way at once. */
const together = 16;

/** Does the same for each item, some at once. */
export async function forEachOf<T>(
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (let item = rest.next(); item.done !== true; item = rest.next()) await work(item.value);
  };
  await Promise.all(Array.from({ length: together }, worker));
}
