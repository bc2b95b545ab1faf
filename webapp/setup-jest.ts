import '@angular/localize/init';
import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

setupZonelessTestEnv();

// jsdom has no screen, so it has no media queries: none of them matches.
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  });

// Nor a layout: everything is 600 pixels high, so that the virtual list has rows.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => 600 });
Element.prototype.scrollTo = () => undefined;

// Nor a timeline.
Object.assign(performance, { mark: () => undefined });

// Nor dialogs that lie over all else.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLDialogElement.prototype.close = function () {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
