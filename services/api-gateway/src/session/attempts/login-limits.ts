import { AttemptLimit, type AttemptLimitOptions } from './attempt-limit.ts';

/** A family behind one router forgets its passwords; who guesses gets 240 an hour from one address. */
const perAddress = { burst: 20, everyMs: 15_000 };
/** Who guesses one account's gets 60 an hour from one address. */
const perAccountAndAddress = { burst: 10, everyMs: 60_000 };
/**
 * And 60 an hour from many, but not from one: the account gets back what an address may use up, so that it takes
 * several to hold up its owner.
 */
const perAccount = { burst: 50, everyMs: 60_000 };
/** Where somebody has logged in before, nobody else's guesses count (OWASP's device cookies). */
const perDevice = { burst: 10, everyMs: 60_000 };

/** Somebody who tries to prove who they are. */
export interface Try {
  readonly address: string;
  /** The login that was given; undefined for a link or a token. */
  readonly account?: string | undefined;
  /** The browser, if this account has logged in by it before. */
  readonly device?: string | undefined;
}

type Counted = readonly (readonly [AttemptLimit, string])[];

/** How many wrong attempts there may be, by address and by account. */
export class LoginLimits {
  readonly #addresses: AttemptLimit;
  readonly #pairs: AttemptLimit;
  readonly #accounts: AttemptLimit;
  readonly #devices: AttemptLimit;

  /** @param now milliseconds that never go back. */
  constructor(now = () => performance.now()) {
    const limit = (options: AttemptLimitOptions) => new AttemptLimit(options, now);
    this.#addresses = limit(perAddress);
    this.#pairs = limit(perAccountAndAddress);
    this.#accounts = limit(perAccount);
    this.#devices = limit(perDevice);
  }

  /** In how many seconds there is an attempt again; 0 if there is one now. */
  waitOf(attempt: Try): number {
    return Math.max(...this.#counted(attempt).map(([limit, key]) => limit.waitOf(key)));
  }

  /** Counts an attempt, before it is known how it ends. */
  take(attempt: Try): void {
    for (const [limit, key] of this.#counted(attempt)) limit.take(key);
  }

  /** The attempt went well: it does not count. */
  giveBack(attempt: Try): void {
    for (const [limit, key] of this.#counted(attempt)) limit.giveBack(key);
  }

  #counted({ address, account, device }: Try): Counted {
    if (device !== undefined) return [[this.#devices, device]];
    if (account === undefined) return [[this.#addresses, address]];
    return [
      [this.#addresses, address],
      [this.#pairs, JSON.stringify([account, address])],
      [this.#accounts, account],
    ];
  }
}
