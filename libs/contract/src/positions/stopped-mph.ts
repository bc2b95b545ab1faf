/** A vehicle slower than this, in miles per hour, is stopped. */
export const stoppedMph = 1;
