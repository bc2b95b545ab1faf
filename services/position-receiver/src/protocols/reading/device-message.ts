import { parseReportJson } from '@fleetman/contract';
import { asObject, type JsonObject } from './json-object.ts';

/** A request of a device, its query and body taken apart. */
export interface DeviceMessage {
  /** The fields of the query or, without any, of a form in the body. */
  readonly fields: URLSearchParams;
  /** The body, if it is JSON; else undefined. */
  readonly json: unknown;
  /** The same if it is an object. */
  readonly object: JsonObject | undefined;
  /** Why the body is no JSON although it begins as JSON does. */
  readonly jsonError: string | undefined;
  readonly isBodyEmpty: boolean;
  readonly receivedAt: Date;
}

/** A form has a few dozen short fields; a longer text is none. */
const longestForm = 16_384;

/** Takes a request apart: `query` is what follows the question mark. Never throws. */
export function readMessage(query: string, body: string, receivedAt: Date): DeviceMessage {
  const text = body.trim();
  const looksLikeJson = /^[\uFEFF\s]*[[{]/.test(text);
  const parsed = looksLikeJson ? parseReportJson(text) : undefined;
  const json = parsed && 'value' in parsed ? parsed.value : undefined;
  return {
    fields: readFields(query, looksLikeJson ? '' : text),
    json,
    object: asObject(json),
    jsonError: parsed && 'error' in parsed ? parsed.error : undefined,
    isBodyEmpty: text === '',
    receivedAt,
  };
}

function readFields(query: string, form: string): URLSearchParams {
  const fields = new URLSearchParams(query);
  if (fields.size > 0 || form.length > longestForm || !form.includes('=')) return fields;
  return new URLSearchParams(form);
}
