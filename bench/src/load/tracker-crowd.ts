import { FakeTrackerUnit, loginOf } from '@fleetman/position-receiver/testing';

/** As many as knock at the same time. */
const atOnce = 100;

/** Many Teltonika trackers of one process, each with a connection that stays. */
export class TrackerCrowd {
  readonly #port: number;
  readonly #units: FakeTrackerUnit[] = [];

  constructor(port: number) {
    this.#port = port;
  }

  /**
   * Resolves when all are let in.
   *
   * @throws Error if one is refused.
   */
  async connect(imeis: readonly string[]): Promise<void> {
    const waiting = [...imeis];
    const enter = async (): Promise<void> => {
      for (let imei = waiting.pop(); imei !== undefined; imei = waiting.pop()) {
        const unit = await FakeTrackerUnit.connect(this.#port);
        this.#units.push(unit);
        const answer = await unit.ask(loginOf(imei), 1);
        if (answer?.[0] !== 1) throw new Error(`the tracker ${imei} was refused`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, enter));
  }

  /**
   * All send a packet of one record at once. Resolves with the seconds until each was told that it is taken.
   *
   * @throws Error if one is told anything else.
   */
  async report(packet: Buffer): Promise<number> {
    const start = performance.now();
    const answers = await Promise.all(this.#units.map((unit) => unit.ask(packet, 4)));
    if (answers.some((answer) => answer?.readUInt32BE() !== 1)) {
      throw new Error('a record was not taken');
    }
    return (performance.now() - start) / 1_000;
  }

  /** Resolves when no connection is left. */
  async leave(): Promise<void> {
    for (const unit of this.#units) unit.leave();
    await Promise.all(this.#units.map((unit) => unit.ended()));
  }
}
