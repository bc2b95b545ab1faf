import { Component, inject } from '@angular/core';
import { DeskPage } from '../desk-page';
import { AccountPage } from '../account/account-page';
import { AuditPage } from '../audit/audit-page';
import { LogIn } from '../account/log-in';
import { SetPassword } from '../account/set-password';
import { PeoplePage } from '../people/people-page';
import { ShareOver } from '../shares/share-over';
import { ShareVehicle } from '../shares/share-vehicle';
import { SharesPage } from '../shares/shares-page';
import { TokensPage } from '../tokens/tokens-page';
import { VehiclesPage } from '../vehicles/vehicles-page';
import { Visit } from './visit';

/** The pages that lie over the map, one at a time. */
@Component({
  selector: 'fleet-desk-pages',
  imports: [
    AccountPage,
    AuditPage,
    LogIn,
    PeoplePage,
    SetPassword,
    ShareOver,
    ShareVehicle,
    SharesPage,
    TokensPage,
    VehiclesPage,
  ],
  template: `
    @switch (visit.shown()) {
      @case ('log-in') {
        <fleet-log-in />
      }
      @case ('set-password') {
        <fleet-set-password [token]="visit.passwordToken() ?? ''" />
      }
      @case ('share-over') {
        <fleet-share-over />
      }
      @case ('vehicles') {
        <fleet-vehicles-page (closed)="page.close()" />
      }
      @case ('people') {
        <fleet-people-page (closed)="page.close()" />
      }
      @case ('shares') {
        <fleet-shares-page (closed)="page.close()" />
      }
      @case ('tokens') {
        <fleet-tokens-page (closed)="page.close()" />
      }
      @case ('audit') {
        <fleet-audit-page (closed)="page.close()" />
      }
      @case ('account') {
        <fleet-account-page (closed)="page.close()" />
      }
      @case ('share') {
        <fleet-share-vehicle
          [vehicle]="page.vehicle() ?? ''"
          (closed)="page.close()"
          (listed)="page.show('shares')"
        />
      }
    }
  `,
})
export class DeskPages {
  protected readonly visit = inject(Visit);
  protected readonly page = inject(DeskPage);
}
