/**
 * Why an identity provider's people are not let in, in words; empty for an address that says nothing of it. The
 * gateway sends them to `#/log-in/REASON`.
 */
export function refusalWords(hash: string): string {
  const [, reason] = /^#\/log-in\/([a-z-]{1,20})$/.exec(hash) ?? [];
  switch (reason) {
    case undefined:
      return '';
    case 'expired':
      return $localize`:@@session.expired:That took too long, or was over already. Log in again.`;
    case 'away':
      return $localize`:@@session.provider-away:The login service does not answer. Try again in a minute.`;
    case 'no-role':
      return $localize`:@@session.no-role:Your account has no role in Fleetman. Ask who manages your accounts for one.`;
    case 'no-login':
      return $localize`:@@session.no-login-name:Your account has no name that Fleetman can use. Ask who manages your accounts.`;
    case 'inactive':
      return $localize`:@@session.inactive:An administrator of Fleetman has switched your access off.`;
    case 'taken':
      return $localize`:@@session.taken:Somebody else has your login name in Fleetman. Ask an administrator to remove that person.`;
    case 'too-many':
      return $localize`:@@session.too-many:Too many attempts. Try again in a few minutes.`;
    default:
      return $localize`:@@session.refused:The login service did not let you in.`;
  }
}
