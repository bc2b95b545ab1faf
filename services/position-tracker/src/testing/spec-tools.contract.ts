/** Polls until `probe` gives something; for states that come by themselves. */
export async function untilFound<T>(
  probe: () => Promise<T | undefined> | T | undefined,
  deadlineMs = 4_000,
): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`it did not happen within ${deadlineMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
