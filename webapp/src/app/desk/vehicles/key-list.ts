import { Component, effect, inject, input, signal } from '@angular/core';
import type { KeyInfo } from '@fleetman/contract/registry';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Attempt } from '../frame/attempt';

/** The keys by which devices report for a vehicle, each of which can be taken back. */
@Component({
  selector: 'fleet-key-list',
  template: `
    @if (keys().length > 0) {
      <h3 i18n="@@vehicles.keys">Keys that report for it</h3>
      <ul class="records">
        @for (key of keys(); track key.id) {
          <li>
            <span class="what">
              <strong>{{ key.label ?? key.id }}</strong>
              <small>{{ usedOf(key) }}</small>
            </span>
            <button
              type="button"
              class="action"
              [attr.aria-label]="revokeLabel(key)"
              [disabled]="attempt.isBusy()"
              (click)="revoke(key)"
            >
              <span i18n="@@vehicles.revoke">Revoke</span>
            </button>
          </li>
        }
      </ul>
    }
    <p class="problem" role="alert">{{ attempt.problem() }}</p>
  `,
  host: { class: 'stack' },
})
export class KeyList {
  /** The vehicle's id. */
  readonly vehicle = input.required<string>();

  readonly #api = inject(ApiClient);
  readonly #format = inject(Formatter);
  protected readonly attempt = new Attempt();
  protected readonly keys = signal<readonly KeyInfo[]>([]);

  constructor() {
    effect(() => {
      const path = this.#path();
      void this.attempt.make(async () => {
        this.keys.set(await this.#api.ask<readonly KeyInfo[]>('GET', path));
      });
    });
  }

  protected usedOf({ createdAt, lastUsedAt }: KeyInfo): string {
    const created = this.#format.dateTime(Date.parse(createdAt));
    if (lastUsedAt === undefined)
      return $localize`:@@vehicles.key-unused:made ${created}:created:, never used`;
    const used = this.#format.dateTime(Date.parse(lastUsedAt));
    return $localize`:@@vehicles.key-used:made ${created}:created:, last used ${used}:used:`;
  }

  protected revokeLabel({ label, id }: KeyInfo): string {
    return $localize`:@@vehicles.revoke-key:Revoke the key ${label ?? id}:key:`;
  }

  protected async revoke({ id }: KeyInfo): Promise<void> {
    await this.attempt.make(async () => {
      await this.#api.ask('DELETE', `${this.#path()}/${encodeURIComponent(id)}`);
      this.keys.update((keys) => keys.filter((key) => key.id !== id));
    });
  }

  #path(): string {
    return `vehicles/${encodeURIComponent(this.vehicle())}/keys`;
  }
}
