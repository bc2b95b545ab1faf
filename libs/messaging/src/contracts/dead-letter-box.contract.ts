import { aReport } from '@fleetman/contract/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  DeadLetterBox,
  LetterVerdict,
  ParkedLetter,
} from '../dead-letters/dead-letter-box.ts';
import type { BrokerUnderTest } from '../testing/broker-under-test.ts';
import { eventually } from '../testing/eventually.ts';
import { RecordingHandler } from '../testing/handlers.ts';

/** A queue that nobody else uses, and its dead letters as an operator has them. */
interface LettersUnderTest {
  readonly broker: BrokerUnderTest;
  openBox(): Promise<DeadLetterBox>;
}

const late = { ...aReport({ vehicle: 'Late' }), lat: 91 };

/** What every adapter of `DeadLetterBox` does. */
export function describeDeadLetterBox(
  name: string | { readonly skipped: string },
  start: () => Promise<LettersUnderTest>,
): void {
  const isRun = typeof name === 'string';
  (isRun ? describe : describe.skip)(`the dead letters on ${isRun ? name : name.skipped}`, () => {
    let broker: BrokerUnderTest;
    let box: DeadLetterBox;

    /** What is seen in one sweep. */
    async function sweep(verdict: (letter: ParkedLetter) => LetterVerdict) {
      const seen: string[] = [];
      await box.sweep((letter) => {
        seen.push(`${letter.cause} ${letter.count} ${String(letter.body)}`);
        return verdict(letter);
      });
      return seen;
    }

    beforeEach(async () => {
      const started = await start();
      broker = started.broker;
      const queue = broker.open();
      await queue.consume(async () => []);
      for (const body of ['one', '[0,0]', JSON.stringify(late)]) {
        await broker.send(body);
      }
      box = await started.openBox();
      await eventually(async () => {
        expect(await sweep(() => 'keep')).toHaveLength(3);
      });
      await queue.close();
    });

    afterEach(async () => {
      await box.close();
      await broker.close();
    });

    it('are all shown, and stay with cause and count', async () => {
      const first = await sweep(() => 'keep');

      expect(first.sort()).toEqual(
        ['not-json 1 one', 'schema 2 [0,0]', `schema 1 ${JSON.stringify(late)}`].sort(),
      );
      expect((await sweep(() => 'keep')).sort()).toEqual(first);
    });

    it('are dropped or replayed one by one', async () => {
      const recorder = new RecordingHandler();

      await sweep(({ cause, count }) => {
        if (cause === 'not-json') return 'drop';
        return count === 2 ? 'replay' : 'keep';
      });

      expect(await sweep(() => 'keep')).toEqual([`schema 1 ${JSON.stringify(late)}`]);
      const parked: number[] = [];
      await broker
        .open({ events: { onParked: (_cause, count) => parked.push(count) } })
        .consume(recorder.handle);
      await eventually(() => {
        expect(parked).toEqual([2]);
      });
    });

    it('are left alone after a stop', async () => {
      expect(await sweep(() => 'stop')).toHaveLength(1);
      expect(await sweep(() => 'keep')).toHaveLength(3);
    });
  });
}
