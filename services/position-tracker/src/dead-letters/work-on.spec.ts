import type { DeadLetterBox, LetterVerdict, ParkedLetter } from '@fleetman/messaging';
import { describe, expect, it } from '@jest/globals';
import { readOrder } from './read-order.ts';
import { workOn } from './work-on.ts';

const letter = (cause: string, count = 1): ParkedLetter => ({
  cause,
  detail: 'lat: 91 given',
  count,
  body: Buffer.from(`a ${cause}`),
});

/** A box that remembers the verdicts. */
class FakeBox implements DeadLetterBox {
  readonly verdicts: LetterVerdict[] = [];

  async sweep(judge: (letter: ParkedLetter) => LetterVerdict): Promise<void> {
    for (const each of [letter('schema', 2), letter('too-old'), letter('schema')]) {
      const verdict = judge(each);
      this.verdicts.push(verdict);
      if (verdict === 'stop') return;
    }
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}

async function run(...args: string[]) {
  const [box, lines] = [new FakeBox(), [] as string[]];
  const summary = await workOn(box, readOrder(args), (line) => lines.push(line));
  return { verdicts: box.verdicts, lines, summary };
}

describe('workOn', () => {
  it('lists how many letters and reports each cause has, and keeps them', async () => {
    expect(await run('list')).toEqual({
      verdicts: ['keep', 'keep', 'keep'],
      lines: ['schema: 2 letters, 3 reports', 'too-old: 1 letters, 1 reports'],
      summary: '3 letters counted',
    });
  });

  it('shows letters one a line, as JSON', async () => {
    const { lines, verdicts } = await run('show', '--cause', 'too-old');

    expect(JSON.parse(lines[0] ?? '')).toEqual({
      cause: 'too-old',
      detail: 'lat: 91 given',
      count: 1,
      bytes: 9,
      body: 'a too-old',
    });
    expect(verdicts).toEqual(['keep', 'keep', 'keep']);
  });

  it('replays those of a cause, up to a number', async () => {
    const { verdicts, summary } = await run('replay', '--cause', 'schema', '--count', '1');

    expect(verdicts).toEqual(['replay', 'stop']);
    expect(summary).toBe('1 letters published again');
  });

  it('drops those of a cause only', async () => {
    expect((await run('drop', '--cause', 'schema')).verdicts).toEqual(['drop', 'keep', 'drop']);
    expect((await run('drop', '--all')).verdicts).toEqual(['drop', 'drop', 'drop']);
  });
});

describe('readOrder', () => {
  it.each([
    [[], 'expected list, show, replay or drop'],
    [['burn'], '"burn" given'],
    [['list', 'show'], '"list show" given'],
    [['list', '--colour'], '"list --colour" given'],
    [['replay', '--count', '0'], '--count: "0" given'],
    [['drop'], 'expected list, show, replay or drop'],
  ])('refuses %j', (args, message) => {
    expect(() => readOrder(args)).toThrow(message);
  });
});
