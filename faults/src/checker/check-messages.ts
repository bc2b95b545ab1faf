import { fixId, type Fate, type LoggedFix, type LogEvent } from '../log/log-event.ts';
import { ofKind } from '../log/of-kind.ts';
import type { Finding } from './finding.ts';

/** What became of what was published. */
interface MessageFindings {
  /** Ids of messages that were parked and might be, each once. */
  readonly parked: ReadonlySet<string>;
  readonly lost: readonly Finding[];
  readonly duplicated: readonly Finding[];
  readonly unexpected: readonly Finding[];
}

interface Attempt {
  readonly fate: Fate;
  readonly at: number;
  readonly fix?: LoggedFix;
}

/** Compares what was confirmed with what is stored and parked. */
export function checkMessages(events: readonly LogEvent[]): MessageFindings {
  const attempts = new Map<string, Attempt>(
    ofKind(events, 'attempted').map((each) => [each.id, each]),
  );
  const stored = Map.groupBy(ofKind(events, 'found'), ({ fix }) => fixId(fix));
  const letters = ofKind(events, 'letter');
  const lettered = new Set(letters.map(({ id }) => id));
  const isParked = (id: string) => lettered.has(id) && attempts.get(id)?.fate !== 'stored';
  const at = (id: string) => attempts.get(id)?.at;

  const lost = ofKind(events, 'confirmed')
    .filter(({ id }) => !stored.has(id) && !isParked(id))
    .map(({ id }) => ({ text: `${id} was confirmed and is gone`, at: at(id) }));
  const duplicated = [...stored]
    .filter(([, documents]) => documents.length > 1)
    .map(([id, { length }]) => ({ text: `${id} is stored ${length} times`, at: at(id) }));
  const unexpected = [
    ...[...stored].flatMap(([id, documents]) =>
      documents.flatMap(({ fix }) => whyNotStored(id, fix, attempts.get(id))),
    ),
    ...letters
      .filter(({ id }) => !isParked(id))
      .map(({ id, cause }) => ({ text: `${id} was parked (${cause})`, at: at(id) })),
  ];
  return { parked: new Set([...lettered].filter(isParked)), lost, duplicated, unexpected };
}

function whyNotStored(id: string, fix: LoggedFix, attempt: Attempt | undefined): Finding[] {
  if (!attempt) return [{ text: `${id} is stored and was never published` }];
  const { fate, at } = attempt;
  if (fate === 'parked') return [{ text: `${id} is stored and had to be parked`, at }];
  const isSame = attempt.fix?.lat === fix.lat && attempt.fix.lng === fix.lng;
  return isSame ? [] : [{ text: `${id} is stored at ${fix.lat}, ${fix.lng}`, at }];
}
