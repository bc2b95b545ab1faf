import { command, docker, type Outcome } from './docker.ts';

/** Variables as an operator sets them. */
export type Settings = Readonly<Record<string, string>>;

/** How a set under test is made. */
export interface SetOptions {
  /** The Compose project: its containers, volumes and networks bear this name. */
  readonly project: string;
  readonly files: readonly string[];
  readonly settings: Settings;
}

/** What we read of a container that `docker inspect` describes. */
export interface Container {
  readonly Name: string;
  readonly State: { readonly Running: boolean; readonly Status: string };
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> };
  readonly Mounts: readonly { Type: string; Name?: string; Source: string; RW: boolean }[];
  readonly NetworkSettings: {
    readonly Ports: Readonly<
      Record<string, readonly { HostIp: string; HostPort: string }[] | null>
    >;
  };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly Privileged: boolean;
    readonly CapAdd: readonly string[] | null;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly Memory: number;
    readonly NanoCpus: number;
    readonly PidsLimit: number | null;
    readonly RestartPolicy: { readonly Name: string };
    readonly LogConfig: { readonly Config: Readonly<Record<string, string>> };
  };
}

/** Long enough for a machine that does much else; a set is up after half a minute. */
const upTimeoutMs = 420_000;

/** The files of the repository as one Compose project, under settings of the test's own. */
export class ComposeSet {
  readonly #options: SetOptions;

  constructor(options: SetOptions) {
    this.#options = options;
  }

  /** What every command about this set is told by variables. */
  get environment(): Settings {
    const { project, files, settings } = this.#options;
    return {
      COMPOSE_PROJECT_NAME: project,
      COMPOSE_FILE: files.join(':'),
      // Not the `.env` of the person who runs the tests.
      COMPOSE_ENV_FILES: '/dev/null',
      ...settings,
    };
  }

  /** Runs `docker compose`; resolves however it ends. */
  attempt(args: readonly string[], more: Settings = {}): Promise<Outcome> {
    const environment = { ...this.environment, ...more };
    return command('docker', ['compose', ...args], { environment, timeoutMs: upTimeoutMs });
  }

  /** Runs `docker compose`; rejects with all that it said where it fails. */
  compose(args: readonly string[], more: Settings = {}): Promise<string> {
    const environment = { ...this.environment, ...more };
    return docker(['compose', ...args], { environment, timeoutMs: upTimeoutMs });
  }

  /** Starts what does not run yet or has other settings, and waits until all of it is healthy. */
  async up(more: Settings = {}, ...args: string[]): Promise<void> {
    await this.compose(['up', '--no-build', '--detach', '--wait', ...args], more);
  }

  /** Removes containers and networks, with `--volumes` the data as well. */
  async down(...args: string[]): Promise<void> {
    await this.compose(['down', '--remove-orphans', ...args]);
  }

  /** Its containers, those included that do not run. */
  async containers(service?: string): Promise<readonly Container[]> {
    const filters = [`label=com.docker.compose.project=${this.#options.project}`];
    if (service !== undefined) filters.push(`label=com.docker.compose.service=${service}`);
    const flags = filters.flatMap((filter) => ['--filter', filter]);
    const ids = await docker(['ps', '--all', '--quiet', ...flags]);
    if (ids === '') return [];
    return JSON.parse(await docker(['inspect', ...ids.split('\n')])) as Container[];
  }

  /** What a service counts: the sum over its containers of a metric. */
  async counted(service: string, metric: string): Promise<readonly number[]> {
    const containers = await this.containers(service);
    return Promise.all(containers.map(({ Name }) => metricOf(Name.slice(1), metric)));
  }
}

/** Which service a container belongs to. */
export function serviceOf({ Config }: Container): string {
  return Config.Labels['com.docker.compose.service'] ?? '';
}

/** Asks a Node service from inside, as its ports are not published. */
async function metricOf(container: string, metric: string): Promise<number> {
  const ask =
    "fetch('http://127.0.0.1:9090/metrics').then(async (a) => console.log(await a.text()))";
  const text = await docker(['exec', container, '/nodejs/bin/node', '-e', ask]);
  const line = text.split('\n').find((each) => each.startsWith(`${metric} `));
  return Number(line?.split(' ')[1] ?? NaN);
}
