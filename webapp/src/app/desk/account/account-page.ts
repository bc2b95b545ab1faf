import { Component, computed, DOCUMENT, inject, output, signal } from '@angular/core';
import { Session } from '../../session/session';
import { reloadPage } from '../../settings/reload-page';
import { Attempt } from '../frame/attempt';
import { DeskFrame } from '../frame/desk-frame';
import { NewPassword, readNewPassword } from './new-password';

/** Who is logged in; another password; log out, here or everywhere. */
@Component({
  selector: 'fleet-account-page',
  imports: [DeskFrame, NewPassword],
  templateUrl: './account-page.html',
})
export class AccountPage {
  readonly closed = output();

  readonly #session = inject(Session);
  readonly #reload = inject(reloadPage);
  protected readonly attempt = new Attempt();
  protected readonly isChanged = signal(false);
  readonly #window = inject(DOCUMENT).defaultView;
  protected readonly person = this.#session.person;
  protected readonly hasPassword = computed(() => this.#session.answer()?.login === 'password');

  protected async change(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    this.isChanged.set(false);
    const isChanged = await this.attempt.make(async () => {
      const old = new FormData(form).get('old');
      await this.#session.changePassword(typeof old === 'string' ? old : '', readNewPassword(form));
    });
    if (isChanged) form.reset();
    this.isChanged.set(isChanged);
  }

  protected async logOut(isEverywhere: boolean): Promise<void> {
    let endAddress: string | undefined;
    const isOut = await this.attempt.make(async () => {
      endAddress = await this.#session.logOut(isEverywhere);
    });
    if (!isOut) return;
    // Else one click would log in again.
    if (endAddress === undefined) this.#reload();
    else this.#window?.location.assign(endAddress);
  }
}
