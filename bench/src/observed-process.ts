import { usageOf, type Usage } from './process-usage.ts';

/** One row of a result. */
export interface ProcessRow {
  readonly process: string;
  readonly 'CPU %': number;
  readonly 'memory MiB, first': number;
  readonly 'memory MiB, highest': number;
  readonly 'memory MiB, last': number;
}

/** A process whose use of CPU and memory is watched over the time of a benchmark. */
export class ObservedProcess {
  readonly #name: string;
  readonly #pid: number;
  readonly #first: Usage;
  readonly #since = performance.now();
  #last: Usage;
  #highestMiB: number;

  constructor(name: string, pid: number) {
    this.#name = name;
    this.#pid = pid;
    this.#first = this.#last = usageOf(pid);
    this.#highestMiB = this.#first.memoryMiB;
  }

  look(): void {
    this.#last = usageOf(this.#pid);
    this.#highestMiB = Math.max(this.#highestMiB, this.#last.memoryMiB);
  }

  /** 100 % is one core. */
  row(): ProcessRow {
    const seconds = (performance.now() - this.#since) / 1_000;
    const busy = this.#last.cpuSeconds - this.#first.cpuSeconds;
    return {
      process: this.#name,
      'CPU %': Math.round((busy / seconds) * 100),
      'memory MiB, first': Math.round(this.#first.memoryMiB),
      'memory MiB, highest': Math.round(this.#highestMiB),
      'memory MiB, last': Math.round(this.#last.memoryMiB),
    };
  }
}
