import { describeError } from '@fleetman/toolkit';
import * as oidc from 'openid-client';
import * as z from 'zod';

/** The causes of errors that are looked at. */
const mostCauses = 4;

const longestDetail = 300;

/** What a provider says of a failure (RFC 6749, 4.1.2.1 and 5.2). */
const refusal = z.object({ error: z.string(), error_description: z.string().optional() });

/** What the library says of an address that is not the one that was asked. */
const otherIssuer = z.object({ cause: z.object({ body: z.object({ issuer: z.string() }) }) });

/** Whether the provider could not be reached, or did not answer in time. */
export function isAway(error: unknown): boolean {
  if (error instanceof oidc.ClientError) return error.code === 'OAUTH_TIMEOUT';
  // What `fetch` throws if there is no answer.
  return error instanceof TypeError && !('code' in error);
}

/**
 * What went wrong with a provider, in a sentence for the log.
 *
 * @param secrets are left out wherever they appear.
 */
export function describeProviderError(error: unknown, secrets: readonly string[] = []): string {
  const issuer = otherIssuer.safeParse(error).data?.cause.body.issuer;
  if (issuer !== undefined) return `the provider there calls itself ${issuer}`;
  let text = [...causesOf(error)].map(describeOne).join(': ');
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, '…');
  return text.slice(0, longestDetail);
}

function* causesOf(error: unknown): Generator {
  let cause = error;
  for (let count = 0; count < mostCauses && cause instanceof Error; count++) {
    yield cause;
    ({ cause } = cause);
  }
  if (cause instanceof Response) yield `${cause.url} answered with status ${cause.status}`;
}

function describeOne(error: unknown): string {
  const { data } = refusal.safeParse(error);
  if (!data) return describeError(error);
  const { error: code, error_description: detail } = data;
  return detail === undefined ? code : `${code} (${detail})`;
}
