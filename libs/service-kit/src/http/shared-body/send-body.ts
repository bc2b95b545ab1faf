import type { IncomingMessage, ServerResponse } from 'node:http';
import { chooseEncoding } from './content-encoding.ts';
import type { EncodedBody, SharedBody } from './shared-body.ts';

/** So long is what is said of a few vehicles. */
const shortBytes = 2_048;

/**
 * Answers with the form of a body that the client accepts, or with 304 if it has that body already. Resolves when
 * it is handed to the connection.
 */
export async function sendBody(shared: SharedBody, response: ServerResponse): Promise<void> {
  const request: IncomingMessage = response.req;
  const form = shared.as(chooseEncoding(request.headers['accept-encoding']));
  send(form instanceof Promise ? await form : form, request, response);
}

function send(
  { bytes, etag, encoding }: EncodedBody,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  response.setHeader('ETag', etag);
  response.setHeader('Vary', withEncoding(response.getHeader('Vary')));
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
  if (isKnown(request.headers['if-none-match'], etag)) {
    response.statusCode = 304;
    response.end();
    return;
  }
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', bytes.length);
  if (request.method === 'HEAD') response.end();
  // As text, a character a byte, it goes out with the head in one piece, which costs half as much.
  else if (bytes.length < shortBytes) response.end(bytes.toString('latin1'), 'latin1');
  else response.end(bytes);
}

/** As RFC 9110, 13.1.2, compares: a weak tag is one with the same text. */
function isKnown(given: string | undefined, etag: string): boolean {
  if (given === undefined) return false;
  if (given === etag || given.trim() === '*') return true;
  const opaque = etag.slice(2);
  return given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === opaque);
}

function withEncoding(vary: number | string | readonly string[] | undefined): string {
  return vary === undefined ? 'Accept-Encoding' : `${String(vary)}, Accept-Encoding`;
}
