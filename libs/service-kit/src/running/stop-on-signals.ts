import type { Logger } from 'pino';

/** One Ctrl-C may reach us twice: from the terminal, and passed on by the program that started us. */
const sameSignalMs = 500;

/** A cluster kills a process that needs longer than its grace period; leave before, with a reason. */
const stopDeadlineMs = 10_000;

/**
 * Stops the process cleanly: on SIGTERM after the drain delay, on SIGINT (Ctrl-C) at once. A second
 * signal, or a stop that takes longer than 10 s beyond its drain delay, ends the process with 1; so
 * does a rejection that nobody handles, which is a defect.
 */
export function stopOnSignals(
  log: Logger,
  drainMs: number,
  close: (drainMs: number) => Promise<void>,
): void {
  let stoppingSince: number | undefined;
  const stop = (signal: NodeJS.Signals): void => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMs) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    const patience = signal === 'SIGTERM' ? drainMs : 0;
    log.info({ signal }, 'Stopping');
    setTimeout(() => {
      log.error({ afterMs: patience + stopDeadlineMs }, 'Could not stop in time, leaving');
      process.exit(1);
    }, patience + stopDeadlineMs).unref();
    close(patience).then(
      () => {
        log.info({}, 'Stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'Could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('unhandledRejection', (error) => {
    log.fatal({ err: error }, 'A promise was rejected and nobody handled it');
    process.exit(1);
  });
}
