import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** Asks for a path as it is written here: `fetch` would mend it first. */
export async function askRaw(url: string, path: string) {
  const { hostname, port } = new URL(url);
  const request = get({ hostname, port, path, agent: false });
  // What the event brings, as Node documents it.
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
}
