/**
 * Brokers count how often a message came back because its consumer gave it back or died. They count it for
 * all messages in hand, so that a few returns say nothing of one of them.
 *
 * - From `suspectAfter` on a message is taken with nothing else in hand: only the one that ends the process
 *   is counted on.
 * - From `hopelessAfter` on it is parked unread: it came back twelve times when it was alone. Once would do if nothing else
 *   ended processes; an operator, a kernel short of memory or a faulty release may do so a few times in a row.
 *
 * What a process lives through is no sign of a message that kills: it forgives as many returns as it has lost
 * connections itself.
 *
 * RabbitMQ has a limit of its own (`x-delivery-limit`, 20), which is never reached: a suspect whose
 * consumer lives on is published anew and counts from zero (see `Trial`).
 */
export const suspectAfter = 3;
export const hopelessAfter = 15;

/** Whether a message that came back so often is to be taken alone. */
export function isSuspect(returns: number): boolean {
  return returns >= suspectAfter && !isHopeless(returns);
}

/** Whether a message that came back so often is to be parked unread. */
export function isHopeless(returns: number): boolean {
  return returns >= hopelessAfter;
}
