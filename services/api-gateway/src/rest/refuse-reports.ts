import { FleetmanError, sendProblem } from '@fleetman/service-kit';
import type { Request, RequestHandler } from 'express';

const latNames = ['lat', 'latitude'];
const lngNames = ['lon', 'lng', 'long', 'longitude'];

const hint =
  'no position is taken here: send it to the position-receiver, at /in/<key>/<app> (README: Vehicles of your own)';

/**
 * Refuses what a phone or tracker sends that was given the wrong address: it would take an answer of 200 for a
 * yes, and delete its fix. No page and no program that reads the fleet sends a place or a form.
 */
export const refuseReports: RequestHandler = (request, response, next) => {
  if (carriesPlace(request) || carriesForm(request)) {
    sendProblem(request, response, new FleetmanError('not-found', hint));
    return;
  }
  next();
};

function carriesPlace({ originalUrl }: Request): boolean {
  const at = originalUrl.indexOf('?');
  if (at < 0) return false;
  const query = new URLSearchParams(originalUrl.slice(at + 1));
  const has = (names: readonly string[]) => names.some((name) => query.has(name));
  return has(latNames) && has(lngNames);
}

/** Its fields are not read: there is nothing here that takes a form. */
function carriesForm({ headers }: Request): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
}
