import { computed, inject, Injectable, signal, untracked } from '@angular/core';
import { Clock } from '../settings/clock';
import { DelayMeter } from './delay-meter';
import { FleetTable, type ReportColumns } from './fleet-table';
import { LateFixes } from './late-fixes';
import type { Connection, FleetPositions, PastChange, PositionListener } from './position-source';
import type { Vehicle } from '../vehicle/vehicle';

/** How vehicles come to the places that they are told to be at. */
export interface Movement {
  /** How long each glides; as long as between its last two reports where this is not said. */
  readonly glideMs?: number;
  /** A vehicle that was not heard of for longer than this appears in place. */
  readonly longestGapMs: number;
}

/** Hears of every single movement, at once; signals tell of them at most twice a second. */
export interface FleetWatcher {
  /** The whole fleet; a row may mean another vehicle than before. */
  replaceAll(table: FleetTable): void;
  /** The vehicles in these rows were told of; new ones are in rows at the end. */
  move(table: FleetTable, rows: Uint32Array, movement: Movement): void;
}

/** How often signals tell of changes: a person reads no faster, and 10,000 rows cost time. */
const changesEveryMs = 500;

/** Between two reports farther apart than this nobody knows which way a vehicle took. */
const reportMovement: Movement = { longestGapMs: 60_000 };
/** After an interruption vehicles are where they are: none glides through the city to its place. */
const refreshMovement: Movement = { longestGapMs: 5_000 };

/** What the page shows of the fleet, now or at a past time, and the one vehicle that is looked at. */
@Injectable({ providedIn: 'root' })
export class FleetStore implements PositionListener {
  readonly #clock = inject(Clock);
  readonly #lateFixes = inject(LateFixes);
  readonly #live = new FleetTable();
  readonly #past = new FleetTable();
  readonly #watchers = new Set<FleetWatcher>();
  readonly #delay = new DelayMeter();
  readonly #connection = signal<Connection>({ state: 'connecting' });
  readonly #selected = signal<Vehicle | undefined>(undefined);
  readonly #selectedName = signal<string | undefined>(undefined);
  readonly #hasSnapshot = signal(false);
  readonly #updatedAt = signal<number | undefined>(undefined);
  readonly #pastTime = signal<number | undefined>(undefined);
  readonly #changes = signal(0);
  readonly #membership = signal(0);
  readonly #count = signal(0);
  readonly #delayMs = signal<number | undefined>(undefined);
  #changesTimer: ReturnType<typeof setTimeout> | undefined;

  readonly connection = this.#connection.asReadonly();
  /** Whether the fleet was heard of at all, so that an empty list means an empty fleet. */
  readonly hasSnapshot = this.#hasSnapshot.asReadonly();
  /** When the last positions came, by this machine's clock. */
  readonly updatedAt = this.#updatedAt.asReadonly();
  /** From report to screen: the median of the last second; `undefined` while unknown. */
  readonly delayMs = this.#delayMs.asReadonly();
  readonly selectedName = this.#selectedName.asReadonly();
  /** The selected vehicle as it is shown; `undefined` as long as it is not. */
  readonly selected = this.#selected.asReadonly();
  /** Grows when anything in the table has changed, at most twice a second. */
  readonly changes = this.#changes.asReadonly();
  /** Grows when vehicles have come or gone. */
  readonly membership = this.#membership.asReadonly();
  /** How many vehicles are shown. */
  readonly count = this.#count.asReadonly();
  /** Whether the camera keeps to the selected vehicle. */
  readonly isFollowing = signal(false);
  /** Whether what is shown is the present. */
  readonly isLive = computed(() => this.#pastTime() === undefined);
  /** The time that is shown: the fleet's clock, which ticks once a second, or a past time. */
  readonly shownTime = computed(() => this.#pastTime() ?? this.#clock.now());
  /** What is shown now. It changes in place: read it again whenever {@link changes} has grown. */
  table(): FleetTable {
    return this.#pastTime() === undefined ? this.#live : this.#past;
  }

  /** Looks at this vehicle; it need not be known yet (a link may name it). */
  select(name: string | undefined): void {
    if (name === untracked(this.#selectedName)) return;
    this.#selectedName.set(name);
    this.#refreshSelected();
    this.isFollowing.set(false);
  }

  /** Selects the vehicle, or ends its selection. */
  toggleSelection(name: string): void {
    this.select(name === untracked(this.#selectedName) ? undefined : name);
  }

  /** Tells the watcher the fleet at once, then every movement, until the answer is called. */
  watch(watcher: FleetWatcher): () => void {
    this.#watchers.add(watcher);
    watcher.replaceAll(this.#shown());
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Shows the fleet as it was: these vehicles and no others. Live reports are taken on, unseen. The
   * vehicles glide to their places for `glideMs`, or are there at once.
   */
  showPast(at: number, vehicles: readonly Vehicle[], glideMs = 0): void {
    const wasLive = untracked(this.isLive);
    this.#pastTime.set(at);
    const haveKeptRows = this.#past.replaceAll(FleetTable.of(vehicles));
    if (wasLive || !haveKeptRows) this.#tellAll();
    else this.#tellAllMoved(this.#past, { glideMs, longestGapMs: Infinity });
  }

  /** Shows the present. */
  showLive(): void {
    if (untracked(this.isLive)) return;
    this.#pastTime.set(undefined);
    this.#past.replaceAll(new FleetTable());
    this.#tellAll();
  }

  /**
   * These live vehicles have stood since then, in milliseconds since 1970. `isAnew`: what was known of others
   * may have ended meanwhile.
   */
  learnStops(stops: readonly (readonly [name: string, since: number])[], isAnew = false): void {
    if (isAnew) this.#live.stops.fill(NaN);
    for (const [name, since] of stops) this.#live.learnStop(name, since);
    this.#changes.update((changes) => changes + 1);
  }

  replaceAll({ sentAt, reports }: FleetPositions): void {
    this.#heard(sentAt);
    const haveKeptRows = this.#live.replaceAll(reports);
    this.#hasSnapshot.set(true);
    if (!untracked(this.isLive)) return;
    if (haveKeptRows) this.#tellAllMoved(this.#live, refreshMovement);
    else this.#tellAll();
  }

  update({ sentAt, reports }: FleetPositions): void {
    this.#heard(sentAt);
    this.#delay.hear(reports, this.#clock.read());
    this.#move(reports, reportMovement);
  }

  refresh({ sentAt, reports }: FleetPositions): void {
    this.#heard(sentAt);
    this.#move(reports, refreshMovement);
  }

  changeConnection(connection: Connection): void {
    const before = untracked(this.#connection);
    // Further failed attempts belong to the same loss.
    if (before.state === 'lost' && connection.state === 'lost' && !connection.isRefused) return;
    this.#connection.set(connection);
    if (before.state === 'lost' && connection.state !== 'lost') this.#lateFixes.changeAll();
    if (connection.state !== 'live') this.#delayMs.set(undefined);
  }

  changePast(change: PastChange): void {
    this.#lateFixes.change(change);
  }

  #shown(): FleetTable {
    return untracked(() => this.table());
  }

  #move(reports: ReportColumns, movement: Movement): void {
    const rows = this.#live.update(reports);
    if (rows.length === 0 || !untracked(this.isLive)) return;
    this.#refreshSelected();
    for (const watcher of this.#watchers) watcher.move(this.#live, rows, movement);
    this.#changesTimer ??= setTimeout(() => {
      this.#tellChanges();
    }, changesEveryMs);
  }

  #tellAll(): void {
    this.#refreshSelected();
    for (const watcher of this.#watchers) watcher.replaceAll(this.#shown());
    this.#membership.update((membership) => membership + 1);
    this.#tellChanges();
  }

  #tellAllMoved(table: FleetTable, movement: Movement): void {
    this.#refreshSelected();
    const rows = table.rows();
    for (const watcher of this.#watchers) watcher.move(table, rows, movement);
    this.#tellChanges();
  }

  #heard(sentAt: number): void {
    this.#clock.synchronise(sentAt);
    this.#updatedAt.set(Date.now());
  }

  #refreshSelected(): void {
    const name = untracked(this.#selectedName);
    this.#selected.set(name === undefined ? undefined : this.#shown().find(name));
  }

  #tellChanges(): void {
    clearTimeout(this.#changesTimer);
    this.#changesTimer = undefined;
    const { count } = this.#shown();
    if (count !== untracked(this.#count)) {
      this.#count.set(count);
      this.#membership.update((membership) => membership + 1);
    }
    this.#changes.update((changes) => changes + 1);
    this.#delayMs.set(this.#delay.read(this.#clock.read()));
  }
}
