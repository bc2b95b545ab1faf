import { describe, expect, it } from '@jest/globals';
import { SharedQuestions } from './shared-questions.ts';

/** A tracker that answers when the test says so. */
class Desk {
  readonly open = new Map<string, (answer: string) => void>();
  readonly asked: string[] = [];
  readonly abandoned: string[] = [];

  readonly ask = (question: string) => (signal: AbortSignal) =>
    new Promise<string>((resolve) => {
      this.asked.push(question);
      this.open.set(question, resolve);
      signal.addEventListener('abort', () => this.abandoned.push(question));
    });

  answer(question: string): void {
    this.open.get(question)?.(`answer to ${question}`);
  }
}

/** Lets everything go on that can. */
const settle = () => new Promise(setImmediate);

describe('SharedQuestions', () => {
  function open(mostOpen: number, mostWaiting?: number) {
    const desk = new Desk();
    const questions = new SharedQuestions<string>(mostOpen, mostWaiting);
    const ask = (question: string, signal?: AbortSignal) =>
      questions.ask(question, desk.ask(question), signal);
    return { desk, ask };
  }

  it('has a question too many wait for its turn, and answers it', async () => {
    const { desk, ask } = open(2);
    const names = Array.from({ length: 25 }, (_, index) => `range ${index}`);

    const answers = Promise.all(names.map((name) => ask(name)));
    for (const name of names) {
      await settle();
      expect(desk.asked.length - names.indexOf(name)).toBeLessThanOrEqual(2);
      desk.answer(name);
    }

    expect(await answers).toEqual(names.map((name) => `answer to ${name}`));
    expect(desk.asked).toEqual(names);
    expect(desk.abandoned).toEqual(names);
  });

  it('asks once for all who ask the same, while it waits too', async () => {
    const { desk, ask } = open(1);
    const first = ask('a');
    const [second, third] = [ask('b'), ask('b')];

    desk.answer('a');
    await first;
    await settle();
    desk.answer('b');

    expect(await Promise.all([second, third])).toEqual(['answer to b', 'answer to b']);
    expect(desk.asked).toEqual(['a', 'b']);
  });

  it('gives the turn of a client that leaves to the next', async () => {
    const { desk, ask } = open(1);
    const leaving = new AbortController();
    const first = ask('a');
    const left = ask('b', leaving.signal);
    const last = ask('c');

    leaving.abort();
    await expect(left).rejects.toThrow('aborted');
    desk.answer('a');
    await first;
    await settle();
    desk.answer('c');

    expect(await last).toBe('answer to c');
    expect(desk.asked).toEqual(['a', 'c']);
  });

  it('keeps a question open while one of two clients waits for it, and gives it up after', async () => {
    const { desk, ask } = open(1);
    const [one, other] = [new AbortController(), new AbortController()];
    const answers = [ask('a', one.signal), ask('a', other.signal)];
    const failures = answers.map((answer) => expect(answer).rejects.toThrow('aborted'));

    one.abort();
    await failures[0];
    expect(desk.abandoned).toEqual([]);
    other.abort();
    await failures[1];
    expect(desk.abandoned).toEqual(['a']);

    void ask('a');
    desk.answer('a');
    await settle();
    expect(desk.asked).toEqual(['a', 'a']);
  });

  it('refuses a question if too many wait', async () => {
    const { ask } = open(1, 1);
    void ask('a');
    void ask('b');

    await expect(ask('c')).rejects.toMatchObject({
      code: 'rate-limited',
      message: '1 questions like this wait already; ask again in some seconds',
    });
  });

  it('rejects as the question does, and asks anew', async () => {
    const questions = new SharedQuestions<string>(1);

    await expect(questions.ask('a', () => Promise.reject(new Error('away')))).rejects.toThrow(
      'away',
    );
    expect(await questions.ask('a', () => Promise.resolve('back'))).toBe('back');
  });
});
