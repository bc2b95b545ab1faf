import { encodeReports, type PositionReport } from '@fleetman/contract';

/** The bodies of the messages that carry these reports, `reportsPerMessage` in each. */
export function encodeMessages(
  reports: readonly PositionReport[],
  reportsPerMessage: number,
): readonly Buffer[] {
  const texts: string[] = [];
  for (let start = 0; start < reports.length; start += reportsPerMessage) {
    texts.push(encodeReports(reports.slice(start, start + reportsPerMessage)));
  }
  return toBuffers(texts);
}

/** The texts as parts of one buffer: many small ones would cost more than what is written into them. */
function toBuffers(texts: readonly string[]): readonly Buffer[] {
  const all = Buffer.from(texts.join(''));
  let end = 0;
  return texts.map((text) => {
    const start = end;
    end += Buffer.byteLength(text);
    return all.subarray(start, end);
  });
}
