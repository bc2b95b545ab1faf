import type { Container } from '../machines/docker.ts';
import type { Sandbox } from './sandbox.ts';

/** What the stand-in for a gateway answers: who it is, and what reached it. */
export interface Echo {
  readonly gateway: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the body. */
  readonly length: number;
}

/** Runs in a service's image, which has Node: `/slow` takes two seconds, `/large` is worth packing. */
const script = `
  const gateway = process.argv[1];
  http.createServer(async (request, response) => {
    const { url, headers } = request;
    let length = 0;
    for await (const part of request) length += part.length;
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('Referrer-Policy', 'from-the-gateway');
    const filler = url === '/large' ? 'filler '.repeat(1_000) : '';
    const answer = JSON.stringify({ gateway, url, headers, length, filler });
    setTimeout(() => response.end(answer), url === '/slow' ? 2_000 : 0);
  }).listen(8080);
`;

/** The names that a gateway has in a cluster or in Compose. */
const usualNames = ['fleetman-api-gateway'];

/** Starts a stand-in that tells by its `name` which one of several answered. */
export function startFakeGateway(
  sandbox: Sandbox,
  name = 'first',
  aliases: readonly string[] = usualNames,
): Promise<Container> {
  return sandbox.start('api-gateway', { aliases, command: ['--eval', script, name] });
}
