import type { DecodedMessage, DeviceFix } from '../protocol.ts';
import type { FixReading } from './read-fix.ts';

/** More than any app sends at once: Overland's batches end at 1,000. */
export const maxFixesPerMessage = 2_000;

/** Of a message with many bad parts the first are named, and the rest are counted. */
const namedProblems = 10;

/** A message of one part. */
export function single(reading: FixReading): DecodedMessage {
  return 'fix' in reading
    ? { fixes: [reading.fix], problems: [], ...cutOf(reading.isCut ? 1 : 0) }
    : { fixes: [], problems: [reading.problem] };
}

/** A message that cannot be read as a whole. */
export function unreadable(problem: string): DecodedMessage {
  return { fixes: [], problems: [problem] };
}

/** The parts of a message, each read by itself: a bad one costs the others nothing. */
export function collect(
  name: string,
  parts: readonly unknown[],
  read: (part: unknown) => FixReading | undefined,
): DecodedMessage {
  if (parts.length > maxFixesPerMessage) {
    const expected = `expected at most ${maxFixesPerMessage}`;
    return unreadable(`${name}: ${parts.length} fixes in one request given, ${expected}`);
  }
  const fixes: DeviceFix[] = [];
  const problems: string[] = [];
  let cut = 0;
  for (const [index, part] of parts.entries()) {
    const reading = read(part);
    if (!reading) continue;
    if ('fix' in reading) {
      fixes.push(reading.fix);
      cut += reading.isCut ? 1 : 0;
    } else problems.push(`${name}[${index}]: ${reading.problem}`);
  }
  return { fixes, problems, ...cutOf(cut) };
}

/** Says how many fixes lost attributes, if any did. */
export function cutOf(cut: number): Pick<DecodedMessage, 'cut'> {
  return cut > 0 ? { cut } : {};
}

/** The problems for an answer: of many the first few, and how many more there are. */
export function summarise(problems: readonly string[]): readonly string[] {
  if (problems.length <= namedProblems) return problems;
  const more = problems.length - namedProblems;
  return [...problems.slice(0, namedProblems), `and ${more} more`];
}
