import type { IncomingMessage } from 'node:http';
import { FleetmanError } from '@fleetman/service-kit';

/** Reads the body of a request, undefined if it has none. Rejects with `too-large` above this size. */
export async function readRequest(
  request: IncomingMessage,
  mostBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      throw new FleetmanError('too-large', `expected a body of at most ${mostBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return bytes === 0 ? undefined : Buffer.concat(chunks, bytes);
}

/** The longest JSON that is read here: a password and its login. */
const mostJsonBytes = 8_192;

/** Reads a body of JSON. Rejects with `query-invalid` if it is none. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const type = request.headers['content-type'] ?? 'nothing';
  if (!/^application\/json\b/i.test(type)) {
    const detail = `content-type: ${type} given, expected application/json`;
    throw new FleetmanError('query-invalid', detail);
  }
  const body = await readRequest(request, mostJsonBytes);
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    // A SyntaxError; its message would say what was given, which may be a password.
    throw new FleetmanError('query-invalid', 'the body is no JSON');
  }
}
