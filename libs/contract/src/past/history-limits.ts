// In a file of their own: the page, which needs the numbers only, loads no schemas.

/** The most fixes that one history request may ask for. */
export const maxHistoryLimit = 100_000;
/** How many of the newest fixes a history request gets that does not say. */
export const defaultHistoryLimit = 5_000;
