import { FleetmanError } from '@fleetman/service-kit';
import type { Request } from 'express';
import { mayOpenSocket } from '../live/allowed-origins.ts';

const reading: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what another site's page asks to be changed in the name of somebody who is logged in here: browsers send
 * the page's `Origin` along. Programs send none, and no cookie that a page could use.
 *
 * @throws FleetmanError `forbidden`
 */
export function refuseOtherSites(request: Request, isBehindProxy: boolean): void {
  const { headers, method } = request;
  if (reading.includes(method)) return;
  const isOwn = mayOpenSocket(headers, { origins: [], isBehindProxy });
  if (isOwn && headers['sec-fetch-site'] !== 'cross-site') return;
  const origin = headers.origin ?? 'another site';
  throw new FleetmanError('forbidden', `a page of ${origin} may change nothing here`);
}
