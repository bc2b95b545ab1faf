import { Component } from '@angular/core';

/** As the registry wants passwords. */
const shortest = 10;
const longest = 200;

/** A password that somebody chooses, written twice. */
@Component({
  selector: 'fleet-new-password',
  template: `
    <label class="field">
      <span i18n="@@session.new-password">New password, at least 10 characters</span>
      <input
        name="new"
        type="password"
        required
        [minLength]="shortest"
        [maxLength]="longest"
        autocomplete="new-password"
      />
    </label>
    <label class="field">
      <span i18n="@@session.again">The same again</span>
      <input
        name="again"
        type="password"
        required
        [maxLength]="longest"
        autocomplete="new-password"
      />
    </label>
  `,
  host: { class: 'stack' },
})
export class NewPassword {
  protected readonly shortest = shortest;
  protected readonly longest = longest;
}

/**
 * What was chosen.
 *
 * @throws with a sentence for people if it was not written the same twice.
 */
export function readNewPassword(form: HTMLFormElement): string {
  const given = new FormData(form);
  const [chosen, again] = [given.get('new'), given.get('again')];
  if (typeof chosen !== 'string' || chosen !== again) {
    throw new Error($localize`:@@session.not-the-same:The two passwords are not the same.`);
  }
  return chosen;
}
