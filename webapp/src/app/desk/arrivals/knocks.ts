import { computed, DestroyRef, inject, Injectable, signal, untracked } from '@angular/core';
import type { Knock } from '@fleetman/contract/registry';
import { ApiClient } from '../../session/api-client';
import { Session } from '../../session/session';
import { askAgain } from '../frame/ask-again';
import { gatherKnocks } from './gather-knocks';

/** How often it is asked who knocks, in milliseconds: somebody is setting up a device meanwhile. */
const askEveryMs = 2_000;

/** Who reports and is not let in, as long as the page that provides it is open. Empty for those who may not know. */
@Injectable()
export class Knocks {
  readonly #api = inject(ApiClient);
  readonly #all = signal<readonly Knock[]>([], {
    equal: (one, other) => JSON.stringify(one) === JSON.stringify(other),
  });

  readonly gathered = computed(() => gatherKnocks(this.#all()));

  constructor() {
    const session = inject(Session);
    if (!untracked(() => session.mayForAll('dispatcher'))) return;
    const ended = new AbortController();
    inject(DestroyRef).onDestroy(() => {
      ended.abort();
    });
    void askAgain(() => this.reload(), askEveryMs, ended.signal);
  }

  async reload(): Promise<void> {
    this.#all.set(await this.#api.ask<readonly Knock[]>('GET', 'registry/knocks'));
  }
}
