import { optionalFieldNames, reportFieldNames, type OptionalField } from '@fleetman/contract';

/** The optional fields that are read of stored fixes: what takes long is read for those who ask for it. */
export const fieldsOf = {
  /** What positions and histories are worked out from, see `MotionFix`. */
  motion: ['speed', 'heading', 'accuracy'],
  /** All of the contract's list. */
  measured: reportFieldNames,
  /** Attributes as well, of which a fix may have 23 kB. */
  all: optionalFieldNames,
} as const satisfies Record<string, readonly OptionalField[]>;

/** How much is read of stored fixes. */
export type FixDetail = keyof typeof fieldsOf;
