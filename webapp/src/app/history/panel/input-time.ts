/** A time as an input of the kind `datetime-local` takes it: `2026-11-22T14:32:05`, by the local clock. */
export function toInputTime(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** Reads what such an input holds; `undefined` where it is empty or no time. */
export function fromInputTime(text: string): number | undefined {
  const at = new Date(text).getTime();
  return text !== '' && Number.isFinite(at) ? at : undefined;
}
