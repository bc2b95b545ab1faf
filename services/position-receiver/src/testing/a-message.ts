import { readMessage, type DeviceMessage } from '../protocols/reading/device-message.ts';

/** When all messages of tests were received. */
export const receivedAt = new Date('2026-11-30T12:00:00.000Z');

/** A request with this query. */
export function aQuery(fields: Readonly<Record<string, string>>): DeviceMessage {
  return readMessage(new URLSearchParams(fields).toString(), '', receivedAt);
}

/** A request with this body: a text as it is, anything else as JSON. */
export function aBody(body: unknown): DeviceMessage {
  return readMessage('', typeof body === 'string' ? body : JSON.stringify(body), receivedAt);
}
