import type { AuditEntry } from '@fleetman/contract/registry';

/** What somebody did, in words; a deed that this page does not know keeps its own name. */
export function deedWords({ what }: AuditEntry): string {
  switch (what) {
    case 'history-read':
      return $localize`:@@audit.history-read:looked at the history`;
    case 'vehicle-created':
      return $localize`:@@audit.vehicle-created:added the vehicle`;
    case 'vehicle-changed':
      return $localize`:@@audit.vehicle-changed:changed the vehicle`;
    case 'vehicle-forgotten':
      return $localize`:@@audit.vehicle-forgotten:forgot the vehicle with its history`;
    case 'vehicles-imported':
      return $localize`:@@audit.vehicles-imported:imported vehicles`;
    case 'device-added':
      return $localize`:@@audit.device-added:added a device`;
    case 'device-removed':
      return $localize`:@@audit.device-removed:removed a device`;
    case 'key-made':
      return $localize`:@@audit.key-made:made a key`;
    case 'bridge-key-made':
      return $localize`:@@audit.bridge-key-made:made the key of a bridge`;
    case 'key-revoked':
      return $localize`:@@audit.key-revoked:revoked a key`;
    default:
      return accessWords(what);
  }
}

function accessWords(what: string): string {
  switch (what) {
    case 'share-made':
      return $localize`:@@audit.share-made:shared the vehicle`;
    case 'share-ended':
      return $localize`:@@audit.share-ended:ended a share`;
    case 'token-made':
      return $localize`:@@audit.token-made:made an API token`;
    case 'token-revoked':
      return $localize`:@@audit.token-revoked:ended an API token`;
    case 'person-created':
      return $localize`:@@audit.person-created:added a person`;
    case 'person-changed':
      return $localize`:@@audit.person-changed:changed a person`;
    case 'person-removed':
      return $localize`:@@audit.person-removed:removed a person`;
    case 'link-made':
      return $localize`:@@audit.link-made:made a password link`;
    case 'password-set-by-link':
      return $localize`:@@audit.password-set-by-link:set a password by a link`;
    case 'password-changed':
      return $localize`:@@audit.password-changed:changed the password`;
    case 'logged-out-everywhere':
      return $localize`:@@audit.logged-out-everywhere:ended all sessions`;
    default:
      return what;
  }
}
