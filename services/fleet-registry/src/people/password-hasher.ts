import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { FleetmanError } from '@fleetman/service-kit';
import { Turnstile } from '@fleetman/toolkit';

const derive = promisify(argon2);

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const [saltBytes, tagBytes] = [16, 32];

/** Each takes 19 MiB and a core while it is worked out. */
const atOnce = 2;
const mostWaiting = 20;

/** `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>`, in base64 without padding. */
const written = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/;

/** Makes of passwords what may be kept, and checks them against it: argon2id, of Node itself. */
export class PasswordHasher {
  readonly #turn = new Turnstile(atOnce);
  readonly #nobodys: Promise<string>;

  constructor() {
    this.#nobodys = this.hash(randomBytes(saltBytes).toString('hex'));
    // It is awaited with the first unknown login, which then rejects.
    this.#nobodys.catch(() => undefined);
  }

  /** A text that holds salt, cost and hash, in the form that the reference implementation writes. */
  async hash(password: string): Promise<string> {
    const nonce = randomBytes(saltBytes);
    const { memory, passes, parallelism } = cost;
    const tag = await this.#derive({ message: password, nonce, tagLength: tagBytes, ...cost });
    const costs = `m=${memory},t=${passes},p=${parallelism}`;
    return `$argon2id$v=19$${costs}$${toBase64(nonce)}$${toBase64(tag)}`;
  }

  /** Whether the password is the one behind a hash. Without a hash the answer is no, after the same work. */
  async verify(password: string, hash: string | undefined): Promise<boolean> {
    const match = written.exec(hash ?? (await this.#nobodys));
    const [, memory = '', passes = '', parallelism = '', salt = '', tag = ''] = match ?? [];
    if (!match) return false;
    const expected = Buffer.from(tag, 'base64');
    const found = await this.#derive({
      message: password,
      nonce: Buffer.from(salt, 'base64'),
      memory: Number(memory),
      passes: Number(passes),
      parallelism: Number(parallelism),
      tagLength: expected.length,
    });
    return timingSafeEqual(found, expected) && hash !== undefined;
  }

  #derive(parameters: {
    readonly message: string;
    readonly nonce: Buffer;
    readonly memory: number;
    readonly passes: number;
    readonly parallelism: number;
    readonly tagLength: number;
  }): Promise<Buffer> {
    if (this.#turn.waiting >= mostWaiting) {
      const detail = 'too many passwords are being checked, try again in a few seconds';
      return Promise.reject(new FleetmanError('rate-limited', detail));
    }
    const message = parameters.message.normalize('NFKC');
    return this.#turn.run(() => derive('argon2id', { ...parameters, message }));
  }
}

function toBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
