import { FleetmanError } from '@fleetman/service-kit';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { accessOf, isAtLeast, type Access } from './access.ts';
import { routeRules, type RouteRule } from './route-roles.ts';

/** Refuses a route to those who may not use it, by the table of {@link routeRules}. */
export class RoleGuard implements CanActivate {
  readonly #prefix: string;
  readonly #hasLogin: boolean;

  /** @param root what stands before the paths of all routes but `/health`: `/api`, or nothing. */
  constructor(root: string, hasLogin: boolean) {
    this.#prefix = root;
    this.#hasLogin = hasLogin;
  }

  canActivate(context: ExecutionContext): boolean {
    // The live gateway lets clients in by itself.
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const problem = this.#problemOf(request, routeRules[this.#keyOf(request)]);
    if (problem) throw problem;
    return true;
  }

  #keyOf({ method, route }: Request): string {
    // Express types the matched route as any; a guard runs once there is one.
    const { path } = route as { readonly path: string };
    const below = path.startsWith(`${this.#prefix}/`) ? path.slice(this.#prefix.length) : path;
    const own = below === this.#prefix ? '/' : below.replace(/(?<=.)\/$/, '');
    return `${method === 'HEAD' ? 'GET' : method} ${own}`;
  }

  #problemOf(request: Request, rule: RouteRule | undefined): FleetmanError | undefined {
    if (!rule) return new FleetmanError('internal', 'nobody has said who may use this route');
    const access = accessOf(request);
    if (rule.needsLogin && !this.#hasLogin) {
      return new FleetmanError('not-found', 'nobody logs in here: LOGIN is off');
    }
    if (!isAtLeast(access, rule.least)) return forbidden(access, rule);
    if (rule.isForUnlimited && access.groups) {
      return new FleetmanError('forbidden', 'this is not for those who are limited to groups');
    }
    return undefined;
  }
}

function forbidden({ standing }: Access, { least }: RouteRule): FleetmanError {
  if (standing === 'nobody') return new FleetmanError('not-logged-in', 'log in first');
  const given = standing === 'share' ? 'a share' : `a ${standing}`;
  return new FleetmanError('forbidden', `this is for a ${least}, and asked for by ${given}`);
}
