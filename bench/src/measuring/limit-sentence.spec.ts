import { describe, expect, it } from '@jest/globals';
import { limitSentence } from './limit-sentence.ts';
import type { ProcessUse } from './observed-process.ts';

function use(name: string, cores: number, busiestThread = 0.1): ProcessUse {
  return { name, cores, busiestThread, memoryMiB: 100 };
}

describe('limitSentence', () => {
  it('names the thread that is busy all the time', () => {
    const processes = [use('tracker', 1.05, 0.97), use('RabbitMQ', 0.4)];

    const sentence = limitSentence({ processes, busyCores: 1.5, cores: 4 });

    expect(sentence).toBe('one thread of tracker is busy (97 % of a core).');
  });

  it('names the processes that share all cores', () => {
    const processes = [use('tracker', 0.6), use('MongoDB', 1.1), use('RabbitMQ', 0.2)];

    const sentence = limitSentence({ processes, busyCores: 1.92, cores: 2 });

    expect(sentence).toBe(
      "the machine's 2 cores are busy (96 %: MongoDB 1.10, tracker 0.60, RabbitMQ 0.20).",
    );
  });

  it('says that it waits where nothing is busy', () => {
    const processes = [use('tracker', 0.2), use('MongoDB', 0.3)];

    const sentence = limitSentence({ processes, busyCores: 0.5, cores: 2 });

    expect(sentence).toContain('waiting (disks, timers, round trips): MongoDB works most');
  });

  it('tells what the machine did beside', () => {
    const sentence = limitSentence({ processes: [use('tracker', 0.2)], busyCores: 1.2, cores: 2 });

    expect(sentence).toContain('other work on the machine took 1.00 cores');
  });

  it('says so where processes cannot be observed', () => {
    const sentence = limitSentence({ processes: [], busyCores: NaN, cores: 2 });

    expect(sentence).toContain('Unknown');
  });
});
