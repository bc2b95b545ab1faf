import { Component, DOCUMENT, inject } from '@angular/core';
import { refusalWords } from './refusal-words';

/** Leads to an identity provider and back to the same view; says why somebody who comes from there is not let in. */
@Component({
  selector: 'fleet-log-in-by-provider',
  template: `
    <div class="stack">
      <p class="problem" role="alert">{{ problem }}</p>
      <a class="action main" [href]="address" data-first i18n="@@session.log-in">Log in</a>
    </div>
  `,
})
export class LogInByProvider {
  readonly #document = inject(DOCUMENT);
  protected readonly problem = this.#readRefusal();
  protected readonly address = this.#addressOfLogin();

  /** It is taken out of the address, so that nobody reads it again who opens a copy. */
  #readRefusal(): string {
    const { location, history } = this.#document.defaultView ?? {};
    const words = refusalWords(location?.hash ?? '');
    if (words !== '' && location) {
      history?.replaceState(history.state, '', `${location.pathname}${location.search}`);
    }
    return words;
  }

  #addressOfLogin(): string {
    const { pathname = '/', search = '' } = this.#document.defaultView?.location ?? {};
    const url = new URL('api/session/oidc', this.#document.baseURI);
    url.searchParams.set('return', pathname + search);
    return url.href;
  }
}
