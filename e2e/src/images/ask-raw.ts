import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

/** Asks for a path and by headers as they are written here: `fetch` would mend or refuse them. */
export async function askRaw(url: string, path: string, headers: Record<string, string> = {}) {
  const { hostname, port } = new URL(url);
  const request = get({ hostname, port, path, headers, agent: false });
  // What the event brings, as Node documents it.
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
}
