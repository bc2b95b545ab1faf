import type { IncomingMessage } from 'node:http';
import type { Person, Role, Share } from '@fleetman/contract/registry';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Visibility } from '../visibility/visibility.ts';

/** What somebody may do, each all that those before may. */
const standings = ['nobody', 'share', 'viewer', 'dispatcher', 'admin'] as const;
export type Standing = (typeof standings)[number];

/** Who asks, and what they may. */
export interface Access {
  readonly standing: Standing;
  readonly visibility: Visibility;
  /** As the audit trail names it. */
  readonly by: string;
  /** The groups of vehicles that they are limited to; undefined if to none. */
  readonly groups?: readonly string[] | undefined;
  readonly person?: Person;
  readonly share?: Share;
}

/** Who has not logged in. */
export const nobody: Access = {
  standing: 'nobody',
  visibility: Visibility.nothing,
  by: 'nobody',
};

/** Everybody, where nobody has to log in. There are no people then whom somebody could change. */
export const anybody: Access = {
  standing: 'dispatcher',
  visibility: Visibility.everything,
  by: 'anybody',
};

/** Whether somebody may do what those of this standing may. */
export function isAtLeast({ standing }: Access, least: Standing): boolean {
  return standings.indexOf(standing) >= standings.indexOf(least);
}

/** What a role may, in the registry's words, with what is seen. */
export function accessOfRole(
  role: Role,
  about: Pick<Access, 'visibility' | 'by' | 'groups' | 'person'>,
): Access {
  return { standing: role, ...about };
}

const accesses = new WeakMap<IncomingMessage, Access>();

/** From now on a request is of this access. */
export function admit(request: IncomingMessage, access: Access): void {
  accesses.set(request, access);
}

/** Who asks: nobody, if nobody has said more. */
export function accessOf(request: IncomingMessage): Access {
  return accesses.get(request) ?? nobody;
}

/** A route's parameter: who asks. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext): Access =>
  accessOf(context.switchToHttp().getRequest<IncomingMessage>()),
);
