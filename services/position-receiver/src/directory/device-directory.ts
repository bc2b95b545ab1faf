/** Who is let in with a key: one vehicle, or a bridge that reports for many. */
export type KeyOwner =
  | { readonly kind: 'vehicle'; readonly vehicle: string }
  | { readonly kind: 'bridge'; readonly name: string };

/** Whether the directory can be asked and, when it cannot or is out of date, why. */
export type DirectoryState =
  { readonly connected: true } | { readonly connected: false; readonly reason: string };

/**
 * Knows whose a key and a device is. It holds no keys but their SHA-256, and is asked with that.
 *
 * Both questions reject when the directory cannot be asked: then nobody knows yet, and the device is to come
 * again.
 */
export abstract class DeviceDirectory {
  /** For those who look for a fault: what is wrong with the directory now. */
  abstract get state(): DirectoryState;

  /** Whose key has this SHA-256, as 64 lower-case hexadecimal digits; undefined if it is nobody's. */
  abstract ownerOfKey(keyHash: string): Promise<KeyOwner | undefined>;

  /**
   * Which vehicle holds the device of this name: an IMEI, Traccar's `uniqueId`, the `id` of a form, or the
   * vehicle's own id; undefined if none does.
   */
  abstract vehicleOfDevice(device: string): Promise<string | undefined>;

  /** Stops what the directory does by itself. Can be called twice. */
  abstract close(): void;
}
