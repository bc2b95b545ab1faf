/**
 * What can go wrong in a way that a client is told about. `problem.filter.ts` says which HTTP status
 * each one is.
 */
export type FleetmanErrorCode =
  /** No report of a vehicle with this name was ever stored, or it left with its retention. */
  | 'vehicle-unknown'
  /** A part of the request breaks its schema. */
  | 'query-invalid'
  /** The tracker behind the gateway is another system's and cannot answer this. */
  | 'not-supported'
  /** The tracker cannot be reached, is too slow, or answers what it should not. */
  | 'tracker-unavailable'
  /** The database cannot be reached. */
  | 'store-unavailable'
  /** A device's key is missing, or nobody in the fleet has it. */
  | 'key-unknown'
  /** What a device sent holds no report that can be read. */
  | 'report-invalid'
  /** The body of a request is larger than it may be. */
  | 'too-large'
  /** What is to be changed is not as the request takes it to be: it is taken, or the last of its kind. */
  | 'conflict'
  /** A login, a password, a link or a token is wrong, or over. */
  | 'not-logged-in'
  /** Who asks may not do this. */
  | 'forbidden'
  /** The registry cannot be reached, or is too slow. */
  | 'registry-unavailable'
  /** The queue cannot take reports now, or the service has too many in hand. */
  | 'queue-unavailable'
  /** One client asks more often than it may. */
  | 'rate-limited'
  /** There is nothing under this path. */
  | 'not-found'
  /** A defect of ours: the answer holds no detail, the log does. */
  | 'internal';

/** An expected failure; `message` is written for the client and holds no secret. */
export class FleetmanError extends Error {
  override readonly name = 'FleetmanError';
  readonly code: FleetmanErrorCode;

  constructor(code: FleetmanErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Settings that cannot be used: `problems` holds one sentence for each wrong variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
