import { FleetmanError, type FleetmanErrorCode } from '@fleetman/service-kit';

/** Why a device was not told yes; a label of the metrics. */
export type RefusalReason =
  | 'no-key'
  | 'unknown-key'
  | 'too-many-unknown-keys'
  | 'unknown-app'
  | 'unknown-format'
  | 'invalid'
  | 'too-large'
  | 'too-many-reports'
  | 'busy'
  | 'queue-away'
  | 'directory-away';

/** The HTTP problem that each reason is. */
const codes: Readonly<Record<RefusalReason, FleetmanErrorCode>> = {
  'no-key': 'key-unknown',
  'unknown-key': 'key-unknown',
  'too-many-unknown-keys': 'rate-limited',
  'unknown-app': 'not-found',
  'unknown-format': 'report-invalid',
  invalid: 'report-invalid',
  'too-large': 'too-large',
  'too-many-reports': 'rate-limited',
  busy: 'queue-unavailable',
  'queue-away': 'queue-unavailable',
  'directory-away': 'queue-unavailable',
};

/** Nothing of a message was taken: the device keeps its fixes, and sends them again. */
export class DeviceRefusal extends FleetmanError {
  readonly reason: RefusalReason;
  /** When it is worth trying again. */
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: RefusalReason, message: string, retryAfterSeconds?: number) {
    super(codes[reason], message);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
