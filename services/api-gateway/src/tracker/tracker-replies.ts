import { answerFormHeader, problem, problemType } from '@fleetman/contract';
import { FleetmanError } from '@fleetman/service-kit';
import type * as z from 'zod';
import type { HttpResponse } from './http-asker.ts';
import { readBody } from './read-body.ts';

/** What a tracker answered, read whole. */
export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly caching: string;
  /** Of what kind our tracker says it is; see `answerFormHeader`. */
  readonly form: string | undefined;
  readonly etag: string | undefined;
  readonly body: Uint8Array;
}

/** Half a million places, the most that fit in an answer, are some 30 MB. */
const mostBytes = 64 * 1_048_576;

/** Reads a response whole. Rejects where it is longer than any answer may be. */
export async function readAnswer(response: HttpResponse): Promise<Answer> {
  return { ...headOf(response), body: await readBody(response, mostBytes) };
}

/** What a response says before its body. */
export function headOf({ status, header }: HttpResponse): Omit<Answer, 'body'> {
  return {
    status,
    mediaType: header('content-type')?.split(';')[0] ?? '',
    caching: header('cache-control') ?? 'no-cache',
    form: header(answerFormHeader.toLowerCase()),
    etag: header('etag'),
  };
}

/** Whether our tracker wrote an answer in a form in which it is handed on. */
export function isForm(
  { status, mediaType, form }: Omit<Answer, 'body'>,
  wanted: 'track' | 'vehicles',
): boolean {
  return status === 200 && mediaType === 'application/json' && form === wanted;
}

/** Throws where the tracker refused: an unknown vehicle or a bad question, else a broken tracker. */
export function refuse(answer: Answer, name: string | undefined): void {
  if (answer.status === 200) return;
  const { success, data } = problem.safeParse(parse(answer.body));
  // The Java tracker answers an unknown vehicle with an empty body. Any other 404 is another server.
  const isUnknown = success
    ? data.type === problemType('vehicle-unknown')
    : answer.body.length === 0;
  if (answer.status === 404 && name !== undefined && isUnknown) throw unknownVehicle(name);
  if (answer.status === 400 && success) throw new FleetmanError('query-invalid', data.detail);
  throw unavailable(`answered with status ${answer.status}`);
}

/** What an answer holds; throws where it is not of this shape. */
export function read<T>({ body, mediaType }: Answer, schema: z.ZodType<T>): T {
  const value = parse(body);
  if (value === undefined)
    throw unavailable(`answered ${mediaType || 'something'} that is no JSON`);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw unavailable(
    `answered in an unknown form (${where}: ${issue?.message ?? ''})`,
    result.error,
  );
}

/** JSON, or `undefined`, which JSON cannot be. */
function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    // A SyntaxError: an error page, or a body that was cut off.
    return undefined;
  }
}

/** The tracker knows no vehicle of this name. */
export function unknownVehicle(name: string): FleetmanError {
  return new FleetmanError('vehicle-unknown', `there is no vehicle called ${JSON.stringify(name)}`);
}

/** The tracker is another system's. */
export function notSupported(): FleetmanError {
  const detail = 'the tracker behind this gateway is of another kind, which cannot answer this';
  return new FleetmanError('not-supported', detail);
}

/** The tracker did not answer as it should; `what` follows "the tracker". */
export function unavailable(what: string, cause?: unknown): FleetmanError {
  return new FleetmanError('tracker-unavailable', `the tracker ${what}`, { cause });
}
