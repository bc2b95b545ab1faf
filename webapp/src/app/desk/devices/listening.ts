import { Component, computed, effect, inject, input, signal } from '@angular/core';
import type { Listening } from '@fleetman/contract/registry';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Preferences } from '../../settings/preferences';
import { askAgain } from '../frame/ask-again';
import { listeningWords } from './listening-words';

/** How often it is asked whether something came, in milliseconds. */
const askEveryMs = 1_000;

/** Says what comes of a vehicle's device while somebody sets it up; asks for as long as it is shown. */
@Component({
  selector: 'fleet-listening',
  template: `
    <p role="status" [attr.data-state]="heard().state">
      <span class="dot" aria-hidden="true"></span>{{ heard().text }}
    </p>
  `,
  styleUrl: './listening.css',
})
export class ListeningLine {
  /** The vehicle's id. */
  readonly vehicle = input.required<string>();
  /** Only what came since then counts, in milliseconds since 1970. */
  readonly since = input.required<number>();

  readonly #api = inject(ApiClient);
  readonly #format = inject(Formatter);
  readonly #unit = inject(Preferences).unit;
  readonly #answer = signal<Listening | undefined>(undefined);

  protected readonly heard = computed(() =>
    listeningWords(this.#answer(), this.#format, this.#unit()),
  );

  constructor() {
    effect((onCleanup) => {
      const since = encodeURIComponent(new Date(this.since()).toISOString());
      const path = `vehicles/${encodeURIComponent(this.vehicle())}/listening?since=${since}`;
      this.#answer.set(undefined);
      const ended = new AbortController();
      onCleanup(() => {
        ended.abort();
      });
      // What was heard before stays while there is no answer.
      const ask = async () => {
        const answer = await this.#api.ask<Listening>('GET', path);
        if (!ended.signal.aborted) this.#answer.set(answer);
      };
      void askAgain(ask, askEveryMs, ended.signal);
    });
  }
}
