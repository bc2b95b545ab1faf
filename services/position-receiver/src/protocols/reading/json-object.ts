/** An object of JSON, whose fields may hold anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value if it is an object of JSON; undefined for an array, null and anything else. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? // An object of JSON has strings for names.
      (value as JsonObject)
    : undefined;
}
