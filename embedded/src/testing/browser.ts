/** A browser without a page: it keeps cookies for each site, and follows redirects until one leaves the sites. */
export class Browser {
  readonly #jars = new Map<string, Map<string, string>>();
  readonly #places: readonly (readonly [begins: string, leads: string])[];

  /** @param places addresses that begin with the first text are found at the second. */
  constructor(...places: readonly (readonly [begins: string, leads: string])[]) {
    this.#places = places;
  }

  /** Asks once. */
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = this.#leadsTo(address);
    const jar = this.#jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...Object.fromEntries(new Headers(init.headers)), cookie };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  /** Goes wherever it is sent; the addresses on the way, the last one of which is no redirect or none that is known. */
  async go(address: string, isEnd: (address: string) => boolean): Promise<string[]> {
    const way = [address];
    for (let next: string | null = address; next !== null && way.length < 20;) {
      const response: Response = await this.ask(next);
      await response.arrayBuffer();
      const location: string | null = response.headers.get('location');
      next = location === null ? null : new URL(location, next).href;
      if (next !== null) way.push(next);
      if (next !== null && isEnd(next)) break;
    }
    return way;
  }

  #leadsTo(address: string): string {
    const [begins, leads] = this.#places.find(([begins]) => address.startsWith(begins)) ?? ['', ''];
    return leads + address.slice(begins.length);
  }

  #jarOf(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.#jars.get(host) ?? new Map<string, string>();
    this.#jars.set(host, jar);
    return jar;
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
  else jar.set(name, value);
}
