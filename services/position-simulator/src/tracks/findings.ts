import type { Log } from '@fleetman/messaging';

/** What is wrong somewhere in a file, and what was done about it. */
export interface Finding {
  /** Counted from 1. */
  readonly line: number;
  /** What was given and what was expected. */
  readonly given: string;
  /** What was done with it. */
  readonly done: string;
}

/** Control characters of a file are kept from the terminal that shows the log. */
export function printable(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '\uFFFD');
}

/** The first finding of a kind, and how many there are. */
interface Noted extends Finding {
  count: number;
}

/**
 * What is wrong in one file that drives all the same. Of each kind the first is kept with its line, of the others
 * the number: a file with a million bad points is a line in the log.
 */
export class Findings {
  readonly #file: string;
  readonly #noted = new Map<string, Noted>();

  constructor(file: string) {
    this.#file = file;
  }

  /** `kind` is one of a few fixed words, never something that the file says. */
  note(kind: string, finding: Finding): void {
    const noted = this.#noted.get(kind);
    if (noted) noted.count++;
    else this.#noted.set(kind, { ...finding, count: 1 });
  }

  has(kind: string): boolean {
    return this.#noted.has(kind);
  }

  /** A line for each kind: the file, the first line, what is there and what was done. */
  get messages(): readonly string[] {
    return [...this.#noted.values()].map(({ line, given, done, count }) => {
      const times = count === 1 ? '' : ` (${count} times in this file)`;
      return printable(`${this.#file}, line ${line}: ${given}: ${done}${times}`);
    });
  }

  log(log: Log): void {
    for (const reason of this.messages) {
      log.warn({ file: this.#file, reason }, 'A track file has flaws; the rest of it drives');
    }
  }
}
