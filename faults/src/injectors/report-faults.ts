import { connect } from 'amqplib';
import { pause } from '@fleetman/toolkit';
import { takeLetters } from '../load/final-state.ts';
import { fixId } from '../log/log-event.ts';
import type { Stack } from '../processes/stack.ts';
import { pick, type Fault, type Scene } from './fault.ts';

const [hourMs, minuteMs] = [3_600_000, 60_000];

/** How long devices or clocks are wrong, in milliseconds. */
const wrongMs = ({ isQuick }: Scene) => (isQuick ? 3_000 : 10_000);

/** Reports come twice and three times, out of order, and minutes late. */
const mixedReports: Fault = {
  name: 'repeated, mixed, late',
  inject: async (scene) => {
    const { reporter, fleet, random } = scene;
    reporter.making = () => ({ copies: pick(scene, [1, 2, 3]), holdMs: random() * 2_000 });
    const end = performance.now() + wrongMs(scene);
    while (performance.now() < end) {
      const lateMs = Math.ceil(random() * 60 * minuteMs);
      reporter.send(fleet.at(Math.floor(random() * fleet.size), Date.now() - lateMs));
      await pause(10);
    }
    reporter.making = () => ({});
  },
};

/** A third of the devices is an hour ahead, whose reports are refused; a third is an hour behind. */
const deviceClocks: Fault = {
  name: 'device clocks ± 1 h',
  inject: async (scene) => {
    const { reporter } = scene;
    reporter.making = (index) => {
      if (index % 3 === 0) return {};
      return index % 3 === 1 ? { aheadMs: hourMs, fate: 'parked' } : { aheadMs: -hourMs };
    };
    await pause(wrongMs(scene));
    reporter.making = () => ({});
  },
};

/** A tracker is an hour ahead or, by the seed, behind: then it takes all reports for too early and parks them. */
const trackerClock: Fault = {
  name: "tracker's clock ± 1 h",
  inject: async (scene) => {
    const { reporter, stack } = scene;
    const shiftMs = pick(scene, [hourMs, -hourMs]);
    const { process } = pick(scene, stack.trackers);
    if (shiftMs < 0) reporter.making = () => ({ fate: 'either' });
    // Until those before are stored.
    await pause(1_000);
    await process.shiftClock(shiftMs);
    await process.ready();
    await pause(wrongMs(scene));
    await process.shiftClock(0);
    reporter.making = () => ({});
  },
};

/** Bodies that are no report, each with its mark. */
const badBodies: readonly ((mark: string) => string)[] = [
  (mark) => `${mark} {`,
  (mark) => JSON.stringify({ vehicle: mark, lat: 91, lng: 0, time: new Date().toISOString() }),
  (mark) => JSON.stringify({ vehicle: mark, lat: 1, lng: 1 }),
  (mark) => JSON.stringify({ vehicle: '', lat: 1, lng: 1, note: mark }),
  (mark) => JSON.stringify(mark),
  (mark) => `${'['.repeat(200)}"${mark}"`,
];

/** Thousands of messages that nobody can read, among the good ones. */
const poison: Fault = {
  name: 'poison by the thousand',
  inject: async (scene) => {
    const { stack, log, fleet, isQuick } = scene;
    const connection = await connect(stack.broker.url);
    const channel = await connection.createConfirmChannel();
    for (let nth = 0; nth < (isQuick ? 1_000 : 3_000); nth++) {
      const id = `bad-${fleet.run}-${nth}-`;
      log.write({ kind: 'attempted', id, fate: 'parked', at: Date.now() });
      channel.sendToQueue('positionQueue', Buffer.from(pick(scene, badBodies)(id)), {}, () => {
        log.write({ kind: 'confirmed', id, at: Date.now() });
      });
      // So that the good ones come between.
      if (nth % 50 === 0) await pause(10);
    }
    await channel.waitForConfirms();
    await connection.close();
  },
};

/** How long a message that kills may take until it is parked: some fifteen starts of a tracker. */
const parkedWithinMs = 150_000;

/**
 * A message that ends each tracker that works on it: SIGKILL as its vehicle is named to the database. It is a
 * good report, which no code of ours knows to be deadly, and must be parked in the end.
 */
const deadlyMessage: Fault = {
  name: 'a message that kills',
  inject: async ({ stack, reporter, fleet, log }) => {
    const fix = { ...fleet.at(0, Date.now()), vehicle: `${fleet.run}-deadly` };
    killWhoNames(fix.vehicle, stack);
    reporter.send(fix, { fate: 'parked' });
    const end = performance.now() + parkedWithinMs;
    try {
      for (let isParked = false; !isParked && performance.now() < end;) {
        await pause(500);
        const letters = await takeLetters(stack);
        for (const letter of letters) log.write(letter);
        isParked = letters.some((letter) => letter.kind === 'letter' && letter.id === fixId(fix));
      }
    } finally {
      for (const line of stack.databaseLines) line.tapRequests(undefined);
    }
  },
};

/** Has each tracker killed that names this vehicle to the database, which does not hear of it. */
function killWhoNames(vehicle: string, { databaseLines, trackers }: Stack): void {
  for (const [index, line] of databaseLines.entries()) {
    let before = Buffer.alloc(0);
    line.tapRequests((chunk) => {
      const text = Buffer.concat([before, chunk]);
      const isNamed = text.includes(vehicle);
      before = isNamed ? Buffer.alloc(0) : Buffer.from(text.subarray(-vehicle.length));
      if (isNamed) void trackers[index]?.process.kill();
      return !isNamed;
    });
  }
}

/** What vehicles send, and what time it is. */
export const reportFaults: readonly Fault[] = [
  mixedReports,
  deviceClocks,
  trackerClock,
  poison,
  deadlyMessage,
];
