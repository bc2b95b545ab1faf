import { encodeReports, type PositionReport } from '@fleetman/contract';

/**
 * A message of so many UTF-16 units is below the 1 MiB that readers take, whatever they are. Only reports with
 * long attributes come near.
 */
const mostUnits = 300_000;

/** The bodies of the messages that carry these reports, `reportsPerMessage` in each, or fewer if they are long. */
export function encodeMessages(
  reports: readonly PositionReport[],
  reportsPerMessage: number,
): readonly Buffer[] {
  const texts: string[] = [];
  for (let start = 0; start < reports.length; start += reportsPerMessage) {
    texts.push(...encodePart(reports.slice(start, start + reportsPerMessage)));
  }
  return toBuffers(texts);
}

/** The reports as one text, or as several that are short enough. */
function encodePart(reports: readonly PositionReport[]): readonly string[] {
  const text = encodeReports(reports);
  if (text.length <= mostUnits || reports.length === 1) return [text];
  const middle = Math.ceil(reports.length / 2);
  return [...encodePart(reports.slice(0, middle)), ...encodePart(reports.slice(middle))];
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
