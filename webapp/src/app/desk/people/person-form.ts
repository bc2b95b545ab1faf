import { Component, input, output } from '@angular/core';
import type { Person, PersonChange, Role } from '@fleetman/contract/registry';
import { textIn } from '../frame/text-in';
import { GroupLimits } from './group-limits';
import { allRoles, roleName } from './role-names';

/** One person's name, role and groups, to be entered or changed. */
@Component({
  selector: 'fleet-person-form',
  imports: [GroupLimits],
  templateUrl: './person-form.html',
})
export class PersonForm {
  /** None: a new one. */
  readonly person = input<Person>();
  readonly isBusy = input(false);
  readonly saved = output<{ readonly login: string; readonly change: PersonChange }>();
  readonly left = output();

  protected readonly roles = allRoles.map((role) => ({ role, name: roleName(role) }));

  protected save(event: Event, form: HTMLFormElement): void {
    event.preventDefault();
    const given = new FormData(form);
    const groups = given.getAll('group').map(String);
    const name = textIn(given, 'name');
    this.saved.emit({
      login: this.person()?.login ?? textIn(given, 'login'),
      change: {
        ...(name && { name }),
        // One of the choices.
        role: textIn(given, 'role') as Role,
        ...(groups.length > 0 && { groups }),
        active: given.has('active'),
      },
    });
  }
}
