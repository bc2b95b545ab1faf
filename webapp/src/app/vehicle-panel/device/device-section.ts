import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { Formatter } from '../../settings/formatter';
import { Preferences } from '../../settings/preferences';
import { attributeFacts, deviceFacts } from './device-facts';
import { DeviceSource, type DeviceState } from './device-source';

/** A vehicle that reports all the time is asked about this often at most. */
const everyMs = 10_000;

/** What the selected vehicle's device says of itself now; nothing while it says nothing. */
@Component({
  selector: 'fleet-device-section',
  template: `
    @if (facts().length > 0) {
      <h3 i18n="@@device.title">From the device</h3>
      <dl class="facts">
        @for (fact of facts(); track fact.label) {
          <div>
            <dt>{{ fact.label }}</dt>
            <dd [class.alarm]="fact.isAlarm" [title]="fact.value">{{ fact.value }}</dd>
          </div>
        }
      </dl>
    }
    @if (more().length > 0) {
      <details>
        <summary i18n="@@device.more">More from the device</summary>
        <dl>
          @for (fact of more(); track fact.label) {
            <div>
              <dt>{{ fact.label }}</dt>
              <dd>{{ fact.value }}</dd>
            </div>
          }
        </dl>
      </details>
    }
  `,
  styleUrl: './device-section.css',
})
export class DeviceSection {
  readonly #fleet = inject(FleetStore);
  readonly #source = inject(DeviceSource);
  readonly #format = inject(Formatter);
  readonly #unit = inject(Preferences).unit;
  readonly #known = signal<{ name: string; state: DeviceState } | undefined>(undefined);
  /** Asked anew when the vehicle has reported anew: one that is silent says nothing else than before. */
  readonly #reports = computed(() => Math.floor((this.#fleet.selected()?.time ?? 0) / everyMs));

  readonly #state = computed(() => {
    const known = this.#known();
    return known?.name === this.#fleet.selectedName() ? known?.state : undefined;
  });

  protected readonly facts = computed(() => {
    const state = this.#state();
    return state ? deviceFacts(state, this.#format, this.#unit()) : [];
  });

  protected readonly more = computed(() => attributeFacts(this.#state()?.attributes));

  constructor() {
    effect((onCleanup) => {
      const name = this.#fleet.selectedName();
      this.#reports();
      if (name === undefined || !untracked(this.#fleet.selected)) return;
      const asking = new AbortController();
      onCleanup(() => {
        asking.abort();
      });
      void this.#ask(name, asking.signal);
    });
  }

  async #ask(name: string, signal: AbortSignal): Promise<void> {
    try {
      const state = await this.#source.load(name, signal);
      if (!signal.aborted) this.#known.set(state && { name, state });
    } catch {
      // What was said before stays; the vehicle's next report asks again.
    }
  }
}
