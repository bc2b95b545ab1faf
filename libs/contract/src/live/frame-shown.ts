import * as z from 'zod';

/** Longer than this nobody looks for the end of a trace, in milliseconds. */
export const mostShownMs = 60_000;

/** What a front end says of the frame after the event `trace`. */
export const frameShown = z.object({
  /** What that event brought. */
  trace: z.string().length(55),
  /** From the arrival of the frame until it was on the screen, in milliseconds. */
  tookMs: z.number().min(0).max(mostShownMs),
});
export type FrameShown = Readonly<z.infer<typeof frameShown>>;
