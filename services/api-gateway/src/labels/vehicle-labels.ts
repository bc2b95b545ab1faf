import { describeError, pause } from '@fleetman/toolkit';
import type { ServiceHost } from '@fleetman/service-kit';
import type { RegistryMemory } from '../registry/registry-memory.ts';

/** After a failure the records are asked for again after so long, in milliseconds. */
const againMs = 5_000;

/** Each object of a list begins with its name; within a text of JSON no quote stands without a backslash. */
const nameInList = /\{"name":("(?:[^"\\]|\\.)*")/g;

/**
 * What the registry calls vehicles, by their ids: those that have another name than their id. What was known last is
 * there at once, so that nobody waits for the registry to be told where vehicles are.
 */
export class VehicleLabels {
  readonly #memory: Pick<RegistryMemory, 'vehicles' | 'onChange'> | undefined;
  readonly #log: Pick<ServiceHost['log'], 'warn'>;
  readonly #closing = new AbortController();
  #labels: ReadonlyMap<string, string> = new Map();
  /** As JSON, as they stand in a list. */
  #inJson: ReadonlyMap<string, string> = new Map();
  #revision = 0;
  #reading: Promise<void> | undefined;
  #isOutdated = false;

  /** Without a registry no vehicle has a label. */
  constructor(
    memory: Pick<RegistryMemory, 'vehicles' | 'onChange'> | undefined,
    log: Pick<ServiceHost['log'], 'warn'>,
  ) {
    this.#memory = memory;
    this.#log = log;
  }

  /** Another number after each change. */
  get revision(): number {
    return this.#revision;
  }

  /** Whether no vehicle has a label. */
  get isEmpty(): boolean {
    return this.#labels.size === 0;
  }

  /** What the vehicle of this id is called; undefined if that is its id. */
  of(id: string): string | undefined {
    return this.#labels.get(id);
  }

  /** The same vehicle with its label; the same object if it has none. */
  labelled<T extends { readonly name: string }>(vehicle: T): T & { readonly label?: string } {
    const label = this.of(vehicle.name);
    return label === undefined ? vehicle : { ...vehicle, label };
  }

  /**
   * The same list as JSON with the labels of its vehicles, which begin with their `name` and hold no other objects:
   * that is quicker than reading and writing it.
   */
  addTo(json: string): string {
    if (this.isEmpty) return json;
    return json.replace(nameInList, (found, name: string) => {
      const label = this.#inJson.get(name);
      return label === undefined ? found : `${found},"label":${label}`;
    });
  }

  /** Reads the records, and again after each change. */
  start(): void {
    this.#memory?.onChange(() => {
      this.#read();
    });
    this.#read();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#reading;
  }

  #read(): void {
    this.#isOutdated = true;
    this.#reading ??= this.#readUntilCurrent().finally(() => {
      this.#reading = undefined;
    });
  }

  async #readUntilCurrent(): Promise<void> {
    const { signal } = this.#closing;
    let hasFailed = false;
    while (this.#memory && this.#isOutdated && !signal.aborted) {
      this.#isOutdated = false;
      try {
        this.#take(await this.#memory.vehicles());
      } catch (error) {
        if (!hasFailed) {
          this.#log.warn({ reason: describeError(error) }, 'Vehicles keep the names last heard');
        }
        hasFailed = true;
        this.#isOutdated = true;
        await pause(againMs, signal);
      }
    }
  }

  #take(vehicles: readonly { readonly id: string; readonly name: string }[]): void {
    const named = vehicles.filter(({ id, name }) => name !== id);
    const isSame =
      named.length === this.#labels.size &&
      named.every(({ id, name }) => this.#labels.get(id) === name);
    if (isSame) return;
    this.#labels = new Map(named.map(({ id, name }) => [id, name]));
    this.#inJson = new Map(named.map(({ id, name }) => [JSON.stringify(id), JSON.stringify(name)]));
    this.#revision += 1;
  }
}
