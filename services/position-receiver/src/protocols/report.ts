import { readReport } from '@fleetman/contract';
import type { DecodedMessage, HttpProtocol } from './protocol.ts';
import { collect, single, summarise, unreadable } from './reading/collect.ts';
import type { DeviceMessage } from './reading/device-message.ts';
import { asObject } from './reading/json-object.ts';
import type { FixReading } from './reading/read-fix.ts';
import { show } from './reading/show.ts';

/** Takes the place of a vehicle's name while a report is read that has none: the key says whose it is. */
const unnamed = '(of the key)';

/**
 * Our own reports (libs/contract/README.md): one JSON object, or an array of them. `vehicle` may be left out
 * where the key is a vehicle's.
 */
export const report: HttpProtocol = {
  recognises: ({ json }) => Array.isArray(json) || hasPlace(json),
  decode,
  answer: ({ fixes, problems }) => ({
    type: 'application/json',
    body: JSON.stringify({ accepted: fixes.length, problems: summarise(problems) }),
  }),
};

function hasPlace(json: unknown): boolean {
  const names = Object.keys(asObject(json) ?? {}).map((name) => name.toLowerCase());
  return names.includes('lat') || names.includes('latitude');
}

function decode({ json, jsonError, isBodyEmpty }: DeviceMessage): DecodedMessage {
  if (json === undefined) {
    const given =
      jsonError ?? (isBodyEmpty ? 'an empty body given' : 'a body that is no JSON given');
    return unreadable(
      `${given}, expected a JSON report with lat, lng and time, or an array of them`,
    );
  }
  if (Array.isArray(json)) return collect('reports', json, readPart);
  const reading = readPart(json);
  return single(reading);
}

function readPart(part: unknown): FixReading {
  const object = asObject(part);
  if (!object) return { problem: `${show(part)} given, expected an object with lat, lng and time` };
  const named = readReport(object);
  const result = 'report' in named ? named : readReport({ ...object, vehicle: unnamed });
  if ('problem' in result) return result;
  const { vehicle, ...fix } = result.report;
  const isCut = result.ignored.includes('attributes');
  return { fix: vehicle === unnamed ? fix : { ...fix, device: vehicle }, isCut };
}
