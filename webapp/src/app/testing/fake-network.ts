const realFetch = globalThis.fetch;

/** What every request gets; nothing: the network is away. */
export interface FakeAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** The server's clock, as its header of that name has it. */
  readonly date?: string;
}

/**
 * Answers every request of the page so, until {@link restoreNetwork}, or only those whose address has
 * `only` in it; tells what was asked for.
 */
export function fakeNetwork(answer: FakeAnswer | undefined, only = ''): readonly string[] {
  const asked: string[] = [];
  globalThis.fetch = (input) => {
    const url = typeof input === 'string' ? input : 'href' in input ? input.href : input.url;
    asked.push(url);
    if (!answer || !url.includes(only)) return Promise.reject(new TypeError('Failed to fetch'));
    const { status, body, date } = answer;
    // jsdom has no Response; the page reads these only.
    const headers = { get: (name: string) => (name === 'date' ? (date ?? null) : null) };
    const response = { status, ok: status < 400, headers, json: () => Promise.resolve(body) };
    return Promise.resolve(response as unknown as Response);
  };
  return asked;
}

export function restoreNetwork(): void {
  globalThis.fetch = realFetch;
}
