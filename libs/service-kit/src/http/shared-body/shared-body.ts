import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { PacedAnswer } from '@fleetman/toolkit';
import type { ContentEncoding } from './content-encoding.ts';

/** A shorter body is sent as it is: its headers are as long. */
const leastCompressed = 1_024;

/** Compressing takes a third of the time of one thread at most, beside the one that answers. */
const rest = 2;

/**
 * Weak forms: a list of 10,000 vehicles (1.5 MB) takes 10-20 ms and becomes a fifth to an eighth of it; half as
 * many bytes again would take ten times as long.
 */
const quickGzip = { level: 3 };
const quickBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };
const compress = {
  gzip: (bytes: Buffer): Promise<Buffer> => promisify(gzip)(bytes, quickGzip),
  br: (bytes: Buffer): Promise<Buffer> => promisify(brotliCompress)(bytes, quickBrotli),
} as const;

/** JSON that many are answered. */
export interface Body {
  readonly bytes: Buffer;
  /** Weak, as it is the same for all forms: `W/"…"`, made from what the bytes say. */
  readonly etag: string;
}

/** One form of a body. */
export interface EncodedBody extends Body {
  readonly encoding: ContentEncoding;
}

/** Makes a body of a text. */
export function bodyOf(text: string | Buffer): Body {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return { bytes, etag: `W/"${hash('sha1', bytes, 'base64url')}"` };
}

/**
 * A body that changes, and its compressed forms: each is made once a body, when the first client asks for it.
 * While the body changes faster than it is compressed, the form before is given, a fraction of a second older.
 */
export class SharedBody {
  #body: Body;
  readonly #gzip: PacedAnswer<Compressed>;
  readonly #brotli: PacedAnswer<Compressed>;

  constructor(body: Body) {
    this.#body = body;
    this.#gzip = this.#pacedForm('gzip');
    this.#brotli = this.#pacedForm('br');
  }

  /** From now on this is the body. */
  set(body: Body): void {
    this.#body = body;
  }

  as(encoding: ContentEncoding): EncodedBody | Promise<EncodedBody> {
    if (encoding === 'identity' || this.#body.bytes.length < leastCompressed) {
      return { ...this.#body, encoding: 'identity' };
    }
    return (encoding === 'br' ? this.#brotli : this.#gzip).get();
  }

  #pacedForm(encoding: 'br' | 'gzip'): PacedAnswer<Compressed> {
    return new PacedAnswer<Compressed>({
      make: async () => {
        const { bytes, etag } = this.#body;
        return { bytes: await compress[encoding](bytes), etag, encoding };
      },
      isCurrent: ({ etag }) => etag === this.#body.etag,
      rest,
    });
  }
}

type Compressed = EncodedBody;
