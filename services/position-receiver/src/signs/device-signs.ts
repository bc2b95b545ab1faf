import type { DeviceTrouble, Knock } from '@fleetman/contract/registry';
import type { DeviceFix } from '../protocols/protocol.ts';

/** A report of a vehicle that was taken, or what was wrong with one. */
export interface VehicleSign {
  readonly vehicle: string;
  readonly app: string;
}

/**
 * Where it is said what devices do, for people who set them up. Saying costs no wait and is bounded: what is
 * said often is passed on now and then.
 */
export interface DeviceSignTaker {
  /** Somebody was not let in. */
  knock(knock: Omit<Knock, 'at'>): void;
  /** The key with this SHA-256 was used. */
  keyUsed(keyHash: string): void;
  /** The newest fix of a message was published. */
  took(sign: VehicleSign & { readonly fix: DeviceFix }): void;
  /** Something was wrong with a message, or a part of it. */
  trouble(sign: VehicleSign & Pick<DeviceTrouble, 'what' | 'detail'>): void;
}

/** Takes no notice: where there is no registry nobody asks. */
export const unnoticed: DeviceSignTaker = {
  knock: () => undefined,
  keyUsed: () => undefined,
  took: () => undefined,
  trouble: () => undefined,
};
