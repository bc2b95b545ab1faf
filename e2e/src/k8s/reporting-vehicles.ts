import { expect } from '@playwright/test';
import { ConfirmedReports } from '../programs/confirmed-reports.ts';
import { FleetApi } from '../programs/fleet-api.ts';
import type { Kubectl } from '../machines/kubectl.ts';
import { PortForward } from '../machines/port-forward.ts';

const vehicles = 10;

/**
 * Vehicles of the test's own, named after it, report to the queue while something is done to the
 * set. Resolves when each report that the queue confirmed is in the history, once.
 */
export async function whileVehiclesReport(
  kubectl: Kubectl,
  name: string,
  act: (reports: ConfirmedReports) => Promise<void>,
): Promise<ConfirmedReports> {
  const queue = await PortForward.open(kubectl, 'service/fleetman-queue', 5672);
  const url = `amqp://simulator:fleetman-development@${queue.host}`;
  const reports = ConfirmedReports.start(url, name, vehicles);
  try {
    await reports.expectMore(200);
    await act(reports);
    await reports.expectMore(200);
  } finally {
    await reports.stop();
    queue.close();
  }
  await expectInHistory(kubectl, reports);
  return reports;
}

async function expectInHistory(kubectl: Kubectl, reports: ConfirmedReports): Promise<void> {
  const gateway = await PortForward.open(kubectl, 'service/fleetman-api-gateway', 8080);
  try {
    const api = new FleetApi(`http://${gateway.host}`);
    await expect
      .poll(() => reports.discrepancies(api), { timeout: 60_000 })
      .toEqual({ missing: [], repeated: [] });
  } finally {
    gateway.close();
  }
}
