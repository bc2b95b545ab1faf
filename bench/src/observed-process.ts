import { usageOf, type Usage } from './process-usage.ts';

/** One row of a result. */
export interface ProcessRow {
  readonly process: string;
  readonly 'CPU %': number;
  readonly 'memory MiB, first': number;
  readonly 'half-way': number;
  readonly last: number;
  readonly highest: number;
}

/** A process whose use of CPU and memory is watched over the time of a benchmark. */
export class ObservedProcess {
  readonly #name: string;
  readonly #pid: number;
  readonly #first: Usage;
  readonly #since = performance.now();
  readonly #memoryMiB: number[];
  #cpuSeconds: number;

  constructor(name: string, pid: number) {
    this.#name = name;
    this.#pid = pid;
    this.#first = usageOf(pid);
    this.#cpuSeconds = this.#first.cpuSeconds;
    this.#memoryMiB = [this.#first.memoryMiB];
  }

  look(): void {
    const { cpuSeconds, memoryMiB } = usageOf(this.#pid);
    this.#cpuSeconds = cpuSeconds;
    this.#memoryMiB.push(memoryMiB);
  }

  /** 100 % is one core. */
  row(): ProcessRow {
    const seconds = (performance.now() - this.#since) / 1_000;
    const memory = this.#memoryMiB.map(Math.round);
    return {
      process: this.#name,
      'CPU %': Math.round(((this.#cpuSeconds - this.#first.cpuSeconds) / seconds) * 100),
      'memory MiB, first': memory[0] ?? 0,
      'half-way': memory[memory.length >> 1] ?? 0,
      last: memory.at(-1) ?? 0,
      highest: Math.max(...memory),
    };
  }
}
