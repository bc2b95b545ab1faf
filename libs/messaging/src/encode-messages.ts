import { encodeReports, type PositionReport } from '@fleetman/contract';

/** The bodies of the messages that carry these reports, `reportsPerMessage` in each. */
export function encodeMessages(
  reports: readonly PositionReport[],
  reportsPerMessage: number,
): readonly Buffer[] {
  const bodies: Buffer[] = [];
  for (let start = 0; start < reports.length; start += reportsPerMessage) {
    bodies.push(Buffer.from(encodeReports(reports.slice(start, start + reportsPerMessage))));
  }
  return bodies;
}
