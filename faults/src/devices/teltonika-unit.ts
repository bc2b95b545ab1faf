import { FakeTrackerUnit, loginOf, packetOf } from '@fleetman/position-receiver/testing';
import type { LoggedFix } from '../log/log-event.ts';
import { answerWithinMs, type DeviceApp } from './device-app.ts';
import { imeiOf } from './device-list.ts';

/** A Teltonika tracker: packets of records over a connection that stays, each told how many were taken. */
export class TeltonikaUnit implements DeviceApp {
  readonly atOnce = 20;
  readonly #port: number;
  readonly #vehicle: string;
  #unit: FakeTrackerUnit | undefined;

  constructor(url: string, vehicle: string) {
    this.#port = Number(new URL(url).port);
    this.#vehicle = vehicle;
  }

  async deliver(fixes: readonly LoggedFix[]): Promise<boolean> {
    const late = setTimeout(() => {
      this.close();
    }, answerWithinMs);
    try {
      const unit = (this.#unit ??= await this.#logIn());
      const records = fixes.map(({ time, lat, lng }) => ({ time: new Date(time), lat, lng }));
      const answer = await unit?.ask(packetOf(records), 4);
      if (answer?.readUInt32BE() === fixes.length) return true;
    } catch {
      // Nobody listens.
    } finally {
      clearTimeout(late);
    }
    // It begins with a new connection.
    this.close();
    return false;
  }

  close(): void {
    this.#unit?.leave();
    this.#unit = undefined;
  }

  /** A connection on which it was let in. */
  async #logIn(): Promise<FakeTrackerUnit | undefined> {
    const unit = await FakeTrackerUnit.connect(this.#port);
    this.#unit = unit;
    const [answer] = (await unit.ask(loginOf(imeiOf(this.#vehicle)), 1)) ?? [];
    return answer === 1 ? unit : undefined;
  }
}
