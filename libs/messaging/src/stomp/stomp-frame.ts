/** A frame to send. Numbers become text; a header that is undefined is left out. */
export interface OutgoingFrame {
  readonly command: string;
  readonly headers?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: Buffer;
}

/** A frame that was received. */
export interface StompFrame {
  readonly command: string;
  /** Of a header that comes twice, the first, as STOMP 1.2 demands. */
  readonly headers: ReadonlyMap<string, string>;
  /** Empty where it was larger than its reader keeps. */
  readonly body: Buffer;
  /** Bytes that the body had. */
  readonly size: number;
}

/** These two are written as in STOMP 1.0, which knows no escapes. */
const unescaped: readonly string[] = ['CONNECT', 'CONNECTED'];

const escapes: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\r': String.raw`\r`,
  '\n': String.raw`\n`,
  ':': String.raw`\c`,
};

const meanings = new Map(Object.entries(escapes).map(([character, escape]) => [escape, character]));

const end = Buffer.from([0]);

/**
 * A frame as bytes, by STOMP 1.2. It gets a `content-length` only where `headers` has one: ActiveMQ
 * takes a message with that header for bytes, and one without it for text.
 */
export function encodeFrame({ command, headers = {}, body }: OutgoingFrame): Buffer {
  const write = unescaped.includes(command) ? (text: string) => text : escapeHeader;
  const lines = Object.entries(headers)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${write(name)}:${write(String(value))}\n`);
  const head = Buffer.from(`${command}\n${lines.join('')}\n`);
  return Buffer.concat(body ? [head, body, end] : [head, end]);
}

/** Reads all of a frame but its body: the lines before the empty one. */
export function decodeHead(lines: string): Pick<StompFrame, 'command' | 'headers'> {
  const [command = '', ...headerLines] = lines.split(/\r?\n/);
  const read = unescaped.includes(command) ? (text: string) => text : unescapeHeader;
  const headers = new Map<string, string>();
  for (const line of headerLines) {
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    const name = read(line.slice(0, colon));
    if (!headers.has(name)) headers.set(name, read(line.slice(colon + 1)));
  }
  return { command, headers };
}

function escapeHeader(text: string): string {
  return text.replace(/[\\\r\n:]/g, (character) => escapes[character] ?? character);
}

/** An escape that STOMP does not know stays as it is. */
function unescapeHeader(text: string): string {
  return text.replace(/\\[\\rnc]/g, (escape) => meanings.get(escape) ?? escape);
}
