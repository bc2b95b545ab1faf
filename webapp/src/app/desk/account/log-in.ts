import { Component, computed, inject } from '@angular/core';
import { Session } from '../../session/session';
import { reloadPage } from '../../settings/reload-page';
import { Attempt } from '../frame/attempt';
import { textIn } from '../frame/text-in';
import { DeskFrame } from '../frame/desk-frame';
import { LogInByProvider } from './log-in-by-provider';

/** Asks who this is; the page begins anew, at the same view, when that is known. */
@Component({
  selector: 'fleet-log-in',
  imports: [DeskFrame, LogInByProvider],
  template: `
    <fleet-desk-frame
      heading="Log in"
      i18n-heading="@@session.log-in"
      [isNarrow]="true"
      [canClose]="false"
    >
      @if (isByProvider()) {
        <fleet-log-in-by-provider />
      } @else {
        <form #form class="stack" (submit)="logIn($event, form)">
          <label class="field">
            <span i18n="@@session.login">Login name</span>
            <input
              name="login"
              required
              maxlength="100"
              autocomplete="username"
              autocapitalize="none"
              spellcheck="false"
              data-first
            />
          </label>
          <label class="field">
            <span i18n="@@session.password">Password</span>
            <input
              name="password"
              type="password"
              required
              maxlength="200"
              autocomplete="current-password"
            />
          </label>
          <p class="problem" role="alert">{{ attempt.problem() }}</p>
          <button
            type="submit"
            class="action main"
            [disabled]="attempt.isBusy()"
            i18n="@@session.log-in"
          >
            Log in
          </button>
        </form>
      }
    </fleet-desk-frame>
  `,
})
export class LogIn {
  readonly #session = inject(Session);
  readonly #reload = inject(reloadPage);
  protected readonly attempt = new Attempt();
  protected readonly isByProvider = computed(() => this.#session.answer()?.login === 'oidc');

  protected async logIn(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const given = new FormData(form);
    const password = given.get('password');
    const isIn = await this.attempt.make(() =>
      this.#session.logIn(textIn(given, 'login'), typeof password === 'string' ? password : ''),
    );
    if (isIn) this.#reload();
  }
}
