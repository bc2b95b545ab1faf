import type { HttpResponse } from './http-asker.ts';

/** Reads an answer whole, whatever it says of its length. Rejects where it is longer than it may be. */
export async function readBody({ body }: HttpResponse, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error(`more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  const [first] = chunks;
  return chunks.length === 1 && first ? first : Buffer.concat(chunks, bytes);
}
