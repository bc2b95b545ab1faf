import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { makeProblem, problemMediaType } from '@fleetman/contract';
import type {
  ApiToken,
  Person,
  RegistryTopic,
  RegistryVersions,
  Share,
  Vehicle,
} from '@fleetman/contract/registry';

interface Account {
  person: Person;
  password: string;
  sessions: number;
}

/** What was asked, as far as specs look at it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly by: string | undefined;
  readonly body: string;
}

type Answer = readonly [status: number, value?: unknown];
const absent: Answer = [404, 'not-found'];

/** A registry for specs: a real HTTP server with as much as the gateway itself asks. */
export class FakeRegistry {
  readonly accounts = new Map<string, Account>();
  readonly shares = new Map<string, Share & { readonly token: string }>();
  readonly tokens = new Map<string, ApiToken>();
  vehicles: Vehicle[] = [];
  firstAdmin: string | undefined;
  readonly asked: Asked[] = [];
  readonly #server: Server;
  readonly #versions: Record<RegistryTopic, number> = {
    vehicles: 1,
    keys: 1,
    people: 1,
    shares: 1,
    tokens: 1,
  };
  readonly #waiting = new Set<() => void>();

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<FakeRegistry> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FakeRegistry(server);
  }

  get url(): string {
    // A server that listens on a port has an address of this kind.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  addPerson(person: Person, password = 'password'): void {
    this.accounts.set(person.login, { person, password, sessions: 1 });
  }

  /** Says that something of this kind has changed. */
  change(topic: RegistryTopic): void {
    this.#versions[topic] += 1;
    for (const wake of this.#waiting) wake();
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = await text(request);
    const path = url.slice(1);
    if (path.startsWith('internal/changes')) {
      await this.#untilChanged(new URL(url, this.url).searchParams);
      response.end(JSON.stringify(this.#versions));
      return;
    }
    const given = headers['x-fleetman-person'];
    this.asked.push({ method, path, by: given === undefined ? undefined : String(given), body });
    const [status, value] = this.#reply(method, path, body);
    if (status < 400) {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(value === undefined ? '' : JSON.stringify(value));
      return;
    }
    response.writeHead(status, { 'content-type': problemMediaType });
    const about = { title: '', status, detail: `the registry says ${status}`, instance: url };
    response.end(JSON.stringify(makeProblem(String(value), about)));
  }

  async #untilChanged(known: URLSearchParams): Promise<void> {
    const isCurrent = () =>
      Object.entries(this.#versions as RegistryVersions).every(
        ([topic, version]) => known.get(topic) === String(version),
      );
    while (isCurrent() && this.#server.listening) {
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
      });
    }
  }

  #reply(method: string, path: string, body: string): Answer {
    const json = (body === '' || !body.startsWith('{') ? {} : JSON.parse(body)) as Record<
      string,
      string
    >;
    const [kind = '', id = '', part = ''] = path.split('/').map(decodeURIComponent);
    switch (`${method} ${kind}`) {
      case 'GET registry':
        return id === 'vehicles' ? [200, this.vehicles] : [200, []];
      case 'POST internal':
        return this.#internal(`${id}/${part}`, json);
      case 'GET people':
        return id === ''
          ? [200, [...this.accounts.values()].map(({ person }) => person)]
          : this.#person(id);
      case 'PUT people':
        return part === 'password' ? this.#changePassword(id, json) : [200, { ...json }];
      case 'DELETE people':
        return part === 'sessions' ? this.#begin(id) : [204];
      case 'GET shares':
        return id === '' ? [200, [...this.shares.values()].map(shown)] : this.#share(id);
      default:
        return [200, { path, ...json }];
    }
  }

  #internal(what: string, json: Record<string, string>): Answer {
    const { login = '', password, token = '' } = json;
    const account = this.accounts.get(login);
    switch (what) {
      case 'people/check':
        return account?.password === password ? this.#person(login) : [401, 'not-logged-in'];
      case 'people/first-admin':
        return this.firstAdmin === undefined
          ? absent
          : [200, { login: 'admin', token: this.firstAdmin, until: '2026-12-01T00:00:00.000Z' }];
      case 'people/link':
        return token === this.firstAdmin ? this.#person('admin') : [401, 'not-logged-in'];
      case 'shares/open':
        return this.#share([...this.shares.values()].find((share) => share.token === token)?.id);
      case 'tokens/resolve': {
        const known = this.tokens.get(token);
        return known ? [200, known] : absent;
      }
      default:
        return [204];
    }
  }

  #person(login: string): Answer {
    const account = this.accounts.get(login);
    return account ? [200, { person: account.person, sessions: account.sessions }] : absent;
  }

  #changePassword(login: string, json: Record<string, string>): Answer {
    const account = this.accounts.get(login);
    if (!account || account.password !== json['old']) return [401, 'not-logged-in'];
    account.password = json['new'] ?? '';
    return this.#begin(login);
  }

  #begin(login: string): Answer {
    const account = this.accounts.get(login);
    if (account) account.sessions += 1;
    this.change('people');
    return this.#person(login);
  }

  #share(id: string | undefined): Answer {
    const share = this.shares.get(id ?? '');
    return share ? [200, shown(share)] : absent;
  }
}

function shown({ id, vehicle, from, until, by, opened }: Share): Share {
  return { id, vehicle, from, until, by, opened };
}
