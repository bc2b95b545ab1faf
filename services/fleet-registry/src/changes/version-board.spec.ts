import { beforeEach, describe, expect, it } from '@jest/globals';
import { VersionBoard } from './version-board.ts';

const start = new Date('2026-11-30T12:00:00.000Z');
const longMs = 3_600_000;

describe('VersionBoard', () => {
  let board: VersionBoard;
  beforeEach(() => {
    board = new VersionBoard(() => start);
  });

  it('answers at once who knows nothing, or the versions of an earlier process', async () => {
    expect(await board.next({}, { waitMs: longMs })).toEqual(board.versions);
    const earlier = new VersionBoard(() => new Date(start.getTime() - 1)).versions;
    expect(await board.next(earlier, { waitMs: longMs })).toEqual(board.versions);
  });

  it('answers when something changes, and says what', async () => {
    const known = board.versions;
    const answer = board.next(known, { waitMs: longMs });
    board.changed(['keys', 'shares']);
    const { keys, shares } = known;
    expect(await answer).toEqual({ ...known, keys: keys + 1, shares: shares + 1 });
  });

  it('answers what is unchanged after a while, when the client leaves, and when it closes', async () => {
    const known = board.versions;
    const leaving = new AbortController();
    const answers = [
      board.next(known, { waitMs: 0 }),
      board.next(known, { waitMs: longMs, signal: leaving.signal }),
      board.next(known, { waitMs: longMs }),
    ];
    expect(board.followers).toBe(3);
    leaving.abort();
    board.close();
    expect(await Promise.all(answers)).toEqual([known, known, known]);
    expect(board.followers).toBe(0);
  });
});
