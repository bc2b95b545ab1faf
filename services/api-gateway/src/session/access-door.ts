import { FleetmanError, sendProblem } from '@fleetman/service-kit';
import type { Request, RequestHandler, Response } from 'express';
import { letSee } from '../visibility/request-visibility.ts';
import { admit, anybody, type Access } from './access.ts';
import { refuseOtherSites } from './own-pages.ts';

/** What is answered to those who have not logged in: what they need for that, and what a cluster asks. */
const openPath = /^\/(?:session|health)(?:\/|$)/;

/** How requests are let in. */
export interface AccessDoorOptions {
  /** Who asks; rejects if that cannot be found out. */
  readonly accessOf: (request: Request) => Promise<Access>;
  readonly isBehindProxy: boolean;
}

/** Lets everybody in, where nobody has to log in. */
export function openDoor(isBehindProxy: boolean): RequestHandler {
  return (request, response, next) => {
    try {
      refuseOtherSites(request, isBehindProxy);
    } catch (error) {
      // It throws nothing else.
      sendProblem(request, response, error as FleetmanError);
      return;
    }
    admit(request, anybody);
    letSee(request, anybody.visibility);
    next();
  };
}

/** Finds out who asks, before any route sees the request. */
export function accessDoor(options: AccessDoorOptions): RequestHandler {
  return (request, response, next) => {
    letIn(request, response, options).then(next, (error: unknown) => {
      if (error instanceof FleetmanError) sendProblem(request, response, error);
      else next(error);
    });
  };
}

async function letIn(
  request: Request,
  response: Response,
  { accessOf, isBehindProxy }: AccessDoorOptions,
): Promise<void> {
  refuseOtherSites(request, isBehindProxy);
  const access = await accessOf(request);
  // What one person was answered is kept for no other.
  response.appendHeader('Vary', 'Cookie, Authorization');
  if (access.standing === 'nobody' && !openPath.test(request.path)) {
    response.setHeader('WWW-Authenticate', 'Bearer realm="fleetman"');
    throw new FleetmanError('not-logged-in', 'log in first, or give the token of a program');
  }
  admit(request, access);
  letSee(request, access.visibility);
}
