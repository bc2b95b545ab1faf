import { randomBytes } from 'node:crypto';
import { Container, docker } from '../machines/docker.ts';
import { imageOf, type ImageName } from './our-images.ts';

/** What a strict cluster leaves to a container: no privilege, no capability, nowhere to write. */
const lockedDown = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges'];

/** What an image needs to write nevertheless. */
const inMemory: Partial<Record<ImageName, readonly string[]>> = {
  webapp: ['--tmpfs=/tmp'],
  queue: ['--tmpfs=/tmp', '--tmpfs=/var/lib/activemq:uid=1000'],
};

interface HowToStart {
  readonly tag?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Under these names others find it in the sandbox's network. */
  readonly aliases?: readonly string[];
  /** Further options of `docker run`. */
  readonly options?: readonly string[];
  readonly command?: readonly string[];
}

/** A network of its own and the containers in it, all gone when it is closed. */
export class Sandbox {
  readonly network: string;
  readonly #containers: Container[] = [];

  private constructor(network: string) {
    this.network = network;
  }

  static async open(): Promise<Sandbox> {
    const name = `fleetman-images-${randomBytes(4).toString('hex')}`;
    await docker('network', 'create', name);
    return new Sandbox(name);
  }

  /** Starts one of our images as a strict cluster would, port 8080 and 80 published. */
  async start(name: ImageName, how: HowToStart = {}): Promise<Container> {
    const ports = name === 'queue' ? [8161, 61613, 61616] : name === 'webapp' ? [8080, 80] : [8080];
    const options = [
      `--network=${this.network}`,
      ...lockedDown,
      ...(inMemory[name] ?? []),
      ...ports.map((port) => `--publish=127.0.0.1::${port}`),
      ...(how.aliases ?? []).map((alias) => `--network-alias=${alias}`),
      ...Object.entries(how.environment ?? {}).map(([key, value]) => `--env=${key}=${value}`),
      ...(how.options ?? []),
    ];
    const container = await Container.start(imageOf(name, how.tag), options, how.command);
    this.#containers.push(container);
    return container;
  }

  async close(): Promise<void> {
    for (const container of this.#containers) await container.remove();
    await docker('network', 'rm', this.network);
  }
}
