import type { Observed } from '../measuring/observed-process.ts';
import type { Subject } from '../measuring/rounds.ts';
import type { Figure } from '../report/bench-result.ts';
import type { Broker } from '../servers/broker.ts';
import type { Database } from '../servers/database.ts';
import type { ServerName, Servers } from '../servers/find-servers.ts';
import { HelperProcess } from '../servers/helper-process.ts';
import { startService, type ServiceProcess } from '../servers/service-process.ts';

/** What a scenario gives: figures, and perhaps plots by their names. */
interface Measured {
  readonly figures: readonly Figure[];
  readonly plots?: ReadonlyMap<string, string>;
}

/** Something that can be measured by name. */
export interface Scenario {
  readonly name: string;
  readonly needs: readonly ServerName[];
  /** Whether `npm run bench` without a name runs it. */
  readonly isInAll: boolean;
  /** How long each run takes unless somebody says, in milliseconds. */
  readonly defaultRunMs?: number;
  /** Why it cannot run on this machine, beside servers that are missing. */
  readonly whyNot?: () => string | undefined;
  run(bench: Bench): Promise<Measured>;
}

/** How long and how a scenario is run. */
export interface BenchOptions {
  /** How long each run takes, in milliseconds. */
  readonly runMs: number;
  /** Whether to take the long form. */
  readonly isFull: boolean;
  /** The folder for CPU profiles of our processes; no profiles without. */
  readonly profileFolder?: string | undefined;
  readonly say: (line: string) => void;
}

interface HelperOptions {
  readonly isProfiled?: boolean;
  /** Settings beside those that it has itself. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a scenario works with. What it starts here is stopped when it ends, however it ends. */
export class Bench {
  readonly options: BenchOptions;
  readonly profiles: string[] = [];
  readonly #servers: Servers;
  #stops: (() => unknown)[] = [];
  #processes: { stop(): Promise<void> }[] = [];

  constructor(servers: Servers, options: BenchOptions) {
    this.#servers = servers;
    this.options = options;
  }

  /** Only of a scenario that needs RabbitMQ, or after `hasServers`. */
  get broker(): Broker {
    return present(this.#servers.broker);
  }

  /** Only of a scenario that needs MongoDB, or after `hasDatabase`. */
  get database(): Database {
    return present(this.#servers.database);
  }

  get hasServers(): boolean {
    return typeof this.#servers.broker !== 'string' && this.hasDatabase;
  }

  get hasDatabase(): boolean {
    return typeof this.#servers.database !== 'string';
  }

  /** The processes of the servers, as far as they may be seen. */
  observeServers(): readonly Observed[] {
    const { broker, database } = this.#servers;
    return [
      ...(typeof broker === 'string' ? [] : broker.observe()),
      ...(typeof database === 'string' ? [] : database.observe()),
    ];
  }

  /** Starts one of the services; it meets the others on the servers. */
  async service(
    service: 'position-tracker' | 'api-gateway' | 'position-receiver' | 'position-simulator',
    environment: Readonly<Record<string, string>> = {},
  ): Promise<ServiceProcess> {
    const all = { ...this.#serverSettings(), ...environment };
    return this.#started(service, `services/${service}/dist/main.js`, all);
  }

  /** Starts all of Fleetman in one process, as `npm start` does. */
  embedded(environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    return this.#started('embedded', 'embedded/dist/main.js', environment);
  }

  /** Starts a program of the bench. */
  async helper(
    name: string,
    file: string,
    { isProfiled = false, environment }: HelperOptions = {},
  ): Promise<HelperProcess> {
    const profileFile = isProfiled ? this.#profileOf(name) : undefined;
    const helper = await HelperProcess.start({ name, file, profileFile, environment });
    this.#processes.push(helper);
    return helper;
  }

  /** Has something done when the processes that were started have ended, the last first. */
  onEnd(stop: () => unknown): void {
    this.#stops.push(stop);
  }

  /** Stops all that was started, and leaves servers empty. */
  async clear(): Promise<void> {
    const [processes, stops] = [this.#processes, this.#stops.toReversed()];
    [this.#processes, this.#stops] = [[], []];
    await Promise.all(processes.map((one) => one.stop()));
    for (const stop of stops) await stop();
    const { broker, database } = this.#servers;
    if (typeof broker !== 'string') await broker.empty();
    if (typeof database !== 'string') await database.empty();
  }

  async #started(name: string, script: string, environment: Readonly<Record<string, string>>) {
    const profileFile = this.#profileOf(name);
    const started = await startService({ name, script, environment, profileFile });
    this.#processes.push(started);
    return started;
  }

  #profileOf(name: string): string | undefined {
    const folder = this.options.profileFolder;
    if (folder === undefined) return undefined;
    const file = `${folder}/${name.replaceAll(' ', '-')}-${this.profiles.length}.cpuprofile`;
    this.profiles.push(file);
    return file;
  }

  #serverSettings(): Record<string, string> {
    const { broker, database } = this.#servers;
    return {
      ...(typeof broker !== 'string' && { QUEUE_URL: broker.url, LIVE_URL: broker.url }),
      ...(typeof database !== 'string' && { STORE_URL: database.storeUrl }),
    };
  }
}

function present<Server>(server: Server | string): Server {
  if (typeof server === 'string') throw new Error(server);
  return server;
}

/** A subject whose runs are one function. */
export function subject(name: string, observed: readonly Observed[], run: Subject['run']): Subject {
  return { name, observed, run };
}
