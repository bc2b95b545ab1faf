import { createHash } from 'node:crypto';

/**
 * Which vehicles somebody may see: all, or those of a set, and of these perhaps nothing before a time. A value:
 * a client that may see something else is given another one.
 */
export class Visibility {
  /** All vehicles there are. */
  static readonly everything = new Visibility(undefined, undefined);
  /** No vehicle. */
  static readonly nothing = Visibility.only([]);

  /** The same for visibilities of the same vehicles and time. */
  readonly key: string;
  /** Their ids; undefined for all. */
  readonly vehicles: ReadonlySet<string> | undefined;
  /** Nothing earlier is seen of the past; undefined without such a limit. */
  readonly since: Date | undefined;

  private constructor(vehicles: ReadonlySet<string> | undefined, since: Date | undefined) {
    this.vehicles = vehicles;
    this.since = since;
    this.key = vehicles ? keyOf(vehicles, since) : 'everything';
  }

  /** These vehicles, by their ids, and of the past nothing before `since`. */
  static only(vehicles: Iterable<string>, since?: Date): Visibility {
    return new Visibility(new Set(vehicles), since);
  }

  /** Whether all vehicles are seen, also those that report for the first time. */
  get isWhole(): boolean {
    return this.vehicles === undefined;
  }

  /** Whether the vehicle of this id is seen. */
  sees(vehicle: string): boolean {
    return this.vehicles?.has(vehicle) ?? true;
  }

  /** Those that are seen, in their order. */
  select<T extends { readonly name: string }>(vehicles: readonly T[]): readonly T[] {
    return this.isWhole ? vehicles : vehicles.filter(({ name }) => this.sees(name));
  }
}

/** Its length does not grow with the vehicles. */
function keyOf(vehicles: ReadonlySet<string>, since: Date | undefined): string {
  const content = JSON.stringify([since ?? null, [...vehicles].sort()]);
  return createHash('sha256').update(content).digest('base64url');
}
