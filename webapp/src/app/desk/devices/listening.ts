import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { pause } from '@fleetman/toolkit';
import type { Listening } from '@fleetman/contract/registry';
import { ApiClient } from '../../session/api-client';
import { Formatter } from '../../settings/formatter';
import { Preferences } from '../../settings/preferences';
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
      void this.#listen(path, ended.signal);
    });
  }

  /** What was heard before stays where there is no answer; the next question comes in a second. */
  #ask(path: string): Promise<Listening | undefined> {
    return this.#api.ask<Listening>('GET', path).catch(() => undefined);
  }

  /** One question at a time. */
  async #listen(path: string, ended: AbortSignal): Promise<void> {
    const hasEnded = () => ended.aborted;
    while (!hasEnded()) {
      const answer = await this.#ask(path);
      if (answer && !hasEnded()) this.#answer.set(answer);
      await pause(askEveryMs, ended);
    }
  }
}
