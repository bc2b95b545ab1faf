/** Reads an answer whole, whatever it says of its length. Rejects where it is longer than it may be. */
export async function readBody(response: Response, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Node's types leave open what the body of a response consists of.
  const body = response.body as AsyncIterable<Uint8Array> | null;
  if (!body) return Buffer.alloc(0);
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error(`more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}
