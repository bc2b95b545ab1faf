import { describeError } from '@fleetman/toolkit';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** Where it is said that a collector is away; loggers of pino fit. */
export interface WarningLog {
  warn(data: object, message: string): void;
  info(data: object, message: string): void;
}

/** Says once that spans cannot be sent, and once that they can be again. */
export class QuietExporter implements SpanExporter {
  readonly #exporter: SpanExporter;
  readonly #log: WarningLog;
  readonly #url: string;
  #isAway = false;

  constructor(exporter: SpanExporter, log: WarningLog, url: string) {
    this.#exporter = exporter;
    this.#log = log;
    this.#url = url;
  }

  export(...[spans, done]: Parameters<SpanExporter['export']>): void {
    this.#exporter.export(spans, (result) => {
      this.#note(result.error, spans);
      done(result);
    });
  }

  shutdown(): Promise<void> {
    return this.#exporter.shutdown();
  }

  #note(error: Error | undefined, spans: readonly ReadableSpan[]): void {
    const isAway = error !== undefined;
    if (isAway === this.#isAway) return;
    this.#isAway = isAway;
    const url = this.#url;
    if (error) {
      const data = { url, reason: describeError(error), spans: spans.length };
      this.#log.warn(data, 'The collector takes no spans: they are dropped');
    } else this.#log.info({ url }, 'The collector takes spans again');
  }
}
