/** A log for benchmarks, which print figures only. */
export const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (data: object, message: string) => {
    console.error(message, data);
  },
};
