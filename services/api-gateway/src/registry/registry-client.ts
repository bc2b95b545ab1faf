import type {
  ApiToken,
  Credentials,
  LinkUse,
  NewAuditEntry,
  OneTimeLink,
  PasswordChange,
  PersonArrival,
  PersonSession,
  RegistryVersions,
  Share,
  Vehicle,
} from '@fleetman/contract/registry';
import type { DependencyState } from '@fleetman/service-kit';

/** What is asked of the registry in somebody's name. */
export interface PassedQuestion {
  readonly method: string;
  /** Below the registry's address, with its query: `vehicles/Van%201/keys`. */
  readonly path: string;
  /** Who acts, for the audit trail. */
  readonly by: string;
  readonly body?: Uint8Array | undefined;
  /** The media type of the body. */
  readonly type?: string | undefined;
}

/** What the registry answered to that. */
export interface PassedReply {
  readonly status: number;
  /** JSON, or nothing. */
  readonly body: Uint8Array;
}

/**
 * What the gateway asks the registry. Every method rejects with a `FleetmanError`: `registry-unavailable` if the
 * registry does not answer in time or not as it should, else what it said, as `query-invalid`, `not-found`,
 * `conflict`, `not-logged-in` or `rate-limited`.
 */
export abstract class RegistryClient {
  /** How the last question ended: answered, or why not. */
  abstract get connection(): DependencyState;

  /** Whose login and password these are; undefined if nobody's. */
  abstract checkPassword(given: Credentials): Promise<PersonSession | undefined>;

  /** A person and the number of the sessions that count; undefined if there is none. */
  abstract person(login: string): Promise<PersonSession | undefined>;

  /**
   * Takes in somebody whom an identity provider has let in. Rejects with `not-logged-in` if they are inactive here,
   * with `conflict` if somebody else has the login.
   */
  abstract arrive(arrival: PersonArrival): Promise<PersonSession>;

  /** Rejects with `not-logged-in` if the old password is wrong. */
  abstract changePassword(login: string, change: PasswordChange): Promise<PersonSession>;

  /** Sets a password by a one-time link; rejects with `not-logged-in` if it is unknown, used or over. */
  abstract useLink(use: LinkUse): Promise<PersonSession>;

  /** Ends all sessions of a person. */
  abstract endSessions(login: string): Promise<void>;

  /** A one-time link for the first admin; undefined if there is one who can log in. */
  abstract firstAdmin(): Promise<OneTimeLink | undefined>;

  /** Opens a share; undefined if there is none behind this token now. */
  abstract openShare(token: string): Promise<Share | undefined>;

  /** A share that is not over; undefined if there is none. */
  abstract share(id: string): Promise<Share | undefined>;

  /** What a program may do with this token; undefined if nothing. */
  abstract token(token: string): Promise<ApiToken | undefined>;

  /** Every vehicle that is registered. */
  abstract vehicles(): Promise<readonly Vehicle[]>;

  /** Resolves as soon as a version is not the known one, or when the registry has waited for long enough. */
  abstract changes(
    known: RegistryVersions | undefined,
    signal: AbortSignal,
  ): Promise<RegistryVersions>;

  /** Hands on what somebody asks who may: the registry reads and checks it. */
  abstract pass(question: PassedQuestion): Promise<PassedReply>;

  /** Notes what somebody did here. */
  abstract note(entry: NewAuditEntry, by: string): Promise<void>;

  /** Gives up the questions that are open. */
  abstract close(): void;
}
