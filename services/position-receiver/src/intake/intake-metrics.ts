import type { Metrics } from '@fleetman/service-kit';
import type { App } from '../protocols/http-protocols.ts';
import type { RefusalReason } from './device-refusal.ts';

/** By what a device came: an app of the address, `auto` without one, `unknown` for one that there is not. */
export type Entrance = App | 'auto' | 'unknown' | 'teltonika';

/** Counts what devices send. */
export class IntakeMetrics {
  readonly #published;
  readonly #unreadable;
  readonly #withoutFix;
  readonly #refused;
  readonly #ignored;

  constructor(metrics: Metrics) {
    const labelNames = ['app'] as const;
    this.#published = metrics.counter({
      name: 'fleetman_device_reports_published_total',
      help: 'Reports of devices that the queue has confirmed, by app',
      labelNames,
    });
    this.#unreadable = metrics.counter({
      name: 'fleetman_device_fixes_unreadable_total',
      help: 'Parts of messages of devices that are no fix, by app',
      labelNames,
    });
    this.#withoutFix = metrics.counter({
      name: 'fleetman_device_messages_without_fix_total',
      help: 'Messages and records of devices that tell no place, by app',
      labelNames,
    });
    this.#refused = metrics.counter({
      name: 'fleetman_device_messages_refused_total',
      help: 'Messages that devices keep and send again, by app and cause',
      labelNames: ['app', 'cause'],
    });
    this.#ignored = metrics.counter({
      name: 'fleetman_device_fields_ignored_total',
      help: 'Fixes of devices that lost a part of a field: too much, or of a type that is not kept',
      labelNames: ['app', 'field'],
    });
  }

  /** So many fixes lost attributes, and nothing else. */
  cut(app: Entrance, fixes: number): void {
    if (fixes > 0) this.#ignored.inc({ app, field: 'attributes' }, fixes);
  }

  published(app: Entrance, reports: number): void {
    this.#published.inc({ app }, reports);
  }

  unreadable(app: Entrance, parts: number): void {
    this.#unreadable.inc({ app }, parts);
  }

  withoutFix(app: Entrance, messages: number): void {
    this.#withoutFix.inc({ app }, messages);
  }

  refused(app: Entrance, cause: RefusalReason): void {
    this.#refused.inc({ app, cause });
  }
}
