/** An id for a vehicle of that name that no record has yet: the name, else with the first number that is free. */
export function freeId(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number++) {
    // An id has 100 characters at most.
    const id = `${name.slice(0, 90)} (${number})`;
    if (!taken.has(id)) return id;
  }
}
