import type { IncomingMessage } from 'node:http';
import { DeviceRefusal } from '../intake/device-refusal.ts';

/** The largest body that is read: 1,000 fixes of the most talkative app. */
const largestBody = 1024 * 1024;

/** A body that takes longer holds up others, which share the memory for bodies. */
const longestReadMs = 60_000;

/** What a request without a body takes in memory, about. */
const smallRequest = 16 * 1024;

/** How many bytes the body of a request may have, for a budget of memory. */
export function bytesOf({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return largestBody;
  const length = Number(headers['content-length'] ?? 0);
  return Math.max(smallRequest, Math.min(largestBody, length));
}

/**
 * Reads a body as text.
 *
 * @throws DeviceRefusal if it is too large, packed, ends early or takes too long, which ends the connection.
 */
export async function readBody(
  request: IncomingMessage,
  timeoutMs = longestReadMs,
): Promise<string> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new DeviceRefusal('invalid', `content-encoding: ${encoding} given, expected none`);
  }
  if (Number(request.headers['content-length'] ?? 0) > largestBody) throw tooLarge();
  const timer = setTimeout(() => request.destroy(), timeoutMs);
  try {
    return (await gather(request)).toString('utf8');
  } catch (error) {
    if (error instanceof DeviceRefusal) throw error;
    throw new DeviceRefusal('invalid', 'the request ended before its body was complete');
  } finally {
    clearTimeout(timer);
  }
}

async function gather(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    // A request without an encoding of its own gives buffers.
    const part = chunk as Buffer;
    bytes += part.length;
    if (bytes > largestBody) throw tooLarge();
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): DeviceRefusal {
  return new DeviceRefusal(
    'too-large',
    `more than ${largestBody} bytes given, expected at most these`,
  );
}
