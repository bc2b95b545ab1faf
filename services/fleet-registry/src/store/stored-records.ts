import type {
  ApiToken,
  AuditEntry,
  Device,
  Person,
  Share,
  Vehicle,
} from '@fleetman/contract/registry';

/** What is kept of a key: whose it is, never the key. */
export interface StoredKey {
  readonly sha256: string;
  /** Undefined for a bridge, which reports for many. */
  readonly vehicle?: string;
  readonly label?: string;
  readonly createdAt: string;
}

/** A person, with what proves a password and the number of the sessions that count. */
export interface StoredPerson extends Person {
  /** Undefined until a password was set by a one-time link. */
  readonly passwordHash?: string;
  /** Who this is for an identity provider; undefined if none has let this person in. */
  readonly subject?: string;
  readonly sessions: number;
}

/** What is kept of a one-time link. */
interface StoredLink {
  readonly id: string;
  readonly login: string;
  readonly until: string;
}

/** What is kept of a share; how often it was opened is a {@link StoredUse}. */
export type StoredShare = Omit<Share, 'opened'>;

/** How often, and when last, something was used: a key or a share. */
export interface StoredUse {
  readonly count: number;
  readonly lastAt: string;
}

/** The records that a registry keeps, by their kinds. */
export interface StoredRecords {
  /** By the vehicle's id. */
  readonly vehicle: Vehicle;
  /** By the device's id; of a vehicle. */
  readonly device: Device;
  /** By {@link recordIdOf} the key; of a vehicle, or of the empty text for a bridge. */
  readonly key: StoredKey;
  /** By the login. */
  readonly person: StoredPerson;
  /** By {@link recordIdOf} the token; of a login. */
  readonly link: StoredLink;
  /** By {@link recordIdOf} the token; of a vehicle. */
  readonly share: StoredShare;
  /** By {@link recordIdOf} the token. */
  readonly token: ApiToken;
  /** By the id of the key or share that was used; of a vehicle. */
  readonly use: StoredUse;
  /** By the time and a number, so that they sort by time. */
  readonly audit: AuditEntry;
}

/** The kind of a record. */
export type RecordKind = keyof StoredRecords;

const isKind: Readonly<Record<RecordKind, true>> = {
  vehicle: true,
  device: true,
  key: true,
  person: true,
  link: true,
  share: true,
  token: true,
  use: true,
  audit: true,
};

/** All kinds. */
export const recordKinds = Object.keys(isKind) as readonly RecordKind[];
