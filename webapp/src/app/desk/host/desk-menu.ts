import { Component, computed, type ElementRef, inject, viewChild } from '@angular/core';
import { Session } from '../../session/session';
import { DeskPage, type DeskPageName } from '../desk-page';

/** What the header offers to those who keep the fleet's records, or have logged in. */
@Component({
  selector: 'fleet-desk-menu',
  template: `
    @if (items().length > 0) {
      <button
        type="button"
        class="opener"
        popovertarget="desk-menu"
        aria-label="Fleet and people"
        i18n-aria-label="@@desk.menu"
        title="Fleet and people"
        i18n-title="@@desk.menu"
      >
        <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
          <path
            d="M2.500 13.500v-7h9v7M11.500 9h3.500l2.500 2.500v2h-1.500M8 13.500h4M2.500 13.500h2"
            fill="none"
            stroke="currentColor"
            stroke-width="1.600"
            stroke-linecap="round"
            stroke-linejoin="round"
          />
          <circle
            cx="6.200"
            cy="14"
            r="1.700"
            fill="none"
            stroke="currentColor"
            stroke-width="1.600"
          />
          <circle
            cx="13.900"
            cy="14"
            r="1.700"
            fill="none"
            stroke="currentColor"
            stroke-width="1.600"
          />
        </svg>
      </button>
      <div #menu id="desk-menu" popover>
        @for (item of items(); track item.page) {
          <button type="button" (click)="open(item.page)">{{ item.name }}</button>
        }
      </div>
    }
  `,
  styleUrl: './desk-menu.css',
})
export class DeskMenu {
  readonly #session = inject(Session);
  readonly #page = inject(DeskPage);
  protected readonly menu = viewChild<ElementRef<HTMLElement>>('menu');

  protected readonly items = computed(() => {
    const { hasRegistry, hasLogin, person } = this.#session;
    const mayShare = hasRegistry() && hasLogin() && this.#session.may('dispatcher');
    const mayAdmit = hasRegistry() && hasLogin() && this.#session.mayForAll('admin');
    const items: readonly { page: DeskPageName; name: string; isShown: boolean }[] = [
      { page: 'vehicles', name: $localize`:@@list.vehicles:Vehicles`, isShown: hasRegistry() },
      { page: 'shares', name: $localize`:@@shares.title:Shares`, isShown: mayShare },
      { page: 'people', name: $localize`:@@people.title:People`, isShown: mayAdmit },
      { page: 'tokens', name: $localize`:@@tokens.title:API tokens`, isShown: mayAdmit },
      { page: 'audit', name: $localize`:@@audit.title:Who did what`, isShown: mayAdmit },
      {
        page: 'account',
        name: $localize`:@@session.account:Your account`,
        isShown: person() !== undefined,
      },
    ];
    return items.filter(({ isShown }) => isShown);
  });

  protected open(page: DeskPageName): void {
    this.menu()?.nativeElement.hidePopover();
    this.#page.show(page);
  }
}
