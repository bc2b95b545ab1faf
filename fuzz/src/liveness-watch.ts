import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** Watches from another process whether `/health/live` answers, so that no pause of this one goes unseen. */
export class LivenessWatch {
  readonly #child: ChildProcess;

  constructor(url: string) {
    this.#child = fork(new URL('./watch-liveness.js', import.meta.url), [url]);
  }

  /** The longest time in milliseconds that a question has waited by the wall clock. */
  async longestSilenceMs(): Promise<number> {
    const answer = once(this.#child, 'message');
    this.#child.send('how long?');
    const [ms] = (await answer) as [number];
    return ms;
  }

  close(): void {
    this.#child.kill();
  }
}
