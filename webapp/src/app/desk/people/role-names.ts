import type { Role } from '@fleetman/contract/registry';

/** All roles, the one that may least first. */
export const allRoles: readonly Role[] = ['viewer', 'dispatcher', 'admin'];

/** What a role is called, and what it may do. */
export function roleName(role: Role): string {
  switch (role) {
    case 'viewer':
      return $localize`:@@people.viewer:Viewer`;
    case 'dispatcher':
      return $localize`:@@people.dispatcher:Dispatcher`;
    case 'admin':
      return $localize`:@@people.admin:Administrator`;
  }
}
