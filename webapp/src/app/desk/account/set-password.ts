import { Component, inject, input } from '@angular/core';
import { Session } from '../../session/session';
import { reloadPage } from '../../settings/reload-page';
import { Attempt } from '../frame/attempt';
import { DeskFrame } from '../frame/desk-frame';
import { NewPassword, readNewPassword } from './new-password';

/** Sets a password by a link that works once: the first one of a person, or another for a forgotten one. */
@Component({
  selector: 'fleet-set-password',
  imports: [DeskFrame, NewPassword],
  template: `
    <fleet-desk-frame
      heading="Choose a password"
      i18n-heading="@@session.choose-password"
      [isNarrow]="true"
      [canClose]="false"
    >
      <form #form class="stack" (submit)="set($event, form)">
        <fleet-new-password />
        <p class="problem" role="alert">{{ attempt.problem() }}</p>
        <button
          type="submit"
          class="action main"
          [disabled]="attempt.isBusy()"
          i18n="@@session.set-password"
        >
          Set the password and log in
        </button>
      </form>
    </fleet-desk-frame>
  `,
})
export class SetPassword {
  /** What the link holds. */
  readonly token = input.required<string>();

  readonly #session = inject(Session);
  readonly #reload = inject(reloadPage);
  protected readonly attempt = new Attempt();

  protected async set(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const isSet = await this.attempt.make(async () => {
      await this.#session.useLink(this.token(), readNewPassword(form));
    });
    if (isSet) this.#reload();
  }
}
