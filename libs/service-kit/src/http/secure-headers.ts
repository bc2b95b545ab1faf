import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet, { type HelmetOptions } from 'helmet';

/** As Express takes it. */
type Step = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * Sets the headers that helmet sets, which are the same for every answer: worked out once, since helmet takes a
 * step for each of them.
 */
export function secureHeaders(options: HelmetOptions): Step {
  const headers = headersOf(options);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

function headersOf(options: HelmetOptions): readonly Header[] {
  const response = new HeaderRecorder(new IncomingMessage(new Socket()));
  // Should it fail it hands its reason on; then there are too few headers, which a test would show.
  helmet(options)(response.req, response, () => undefined);
  return response.headers;
}

type Header = readonly [name: string, value: string];

/** An answer that nobody gets, which notes its headers as they are spelt. */
class HeaderRecorder extends ServerResponse {
  readonly headers: Header[] = [];

  override setHeader(name: string, value: number | string | readonly string[]): this {
    this.headers.push([name, String(value)]);
    return this;
  }
}
