import type { HistoryFix, HistoryForm } from '../fixes/histories.ts';

/** So many fixes are written at once: some 100 kB, which a slow client may leave lying. */
const fixesAtOnce = 1_000;

/** Pages of a history as one JSON array, in pieces. */
export async function* writeHistory(
  pages: AsyncIterable<readonly HistoryFix[]>,
  { write }: Pick<HistoryForm, 'write'>,
): AsyncGenerator<string, void, undefined> {
  let separator = '[';
  for await (const page of pages) {
    for (let first = 0; first < page.length; first += fixesAtOnce) {
      yield (
        separator +
        page
          .slice(first, first + fixesAtOnce)
          .map(write)
          .join(',')
      );
      separator = ',';
    }
  }
  yield separator === '[' ? '[]' : ']';
}
