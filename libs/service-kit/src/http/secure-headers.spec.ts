import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import helmet from 'helmet';
import { secureHeaders } from './secure-headers.ts';

/** The headers of an answer that has gone through a step. */
function headersAfter(step: ReturnType<typeof secureHeaders>) {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  let steps = 0;
  step(response.req, response, () => {
    steps += 1;
  });
  return { headers: { ...response.getHeaders() }, steps };
}

describe('secureHeaders', () => {
  it.each([
    {},
    {
      strictTransportSecurity: false,
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    },
  ])('sets what helmet sets with %j', (options) => {
    const set = headersAfter(secureHeaders(options));

    expect(set).toEqual(headersAfter(helmet(options)));
    expect(set.headers).toHaveProperty('x-content-type-options', 'nosniff');
  });
});
