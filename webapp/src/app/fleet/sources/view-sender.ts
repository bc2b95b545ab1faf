import type { LiveView } from '@fleetman/contract';

/** The gateway takes no more views than one moves a map. */
const sendEveryMs = 250;

/** Tells the gateway what is looked at: what has changed, at most four times a second. */
export class ViewSender {
  readonly #send: (view: LiveView) => void;
  #wanted: LiveView | undefined;
  #sent = '';
  #isOpen = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (view: LiveView) => void) {
    this.#send = send;
  }

  look(view: LiveView): void {
    this.#wanted = view;
    if (this.#timer === undefined) this.#flush();
  }

  /** There is somebody to tell; a gateway that has just been connected to knows nothing. */
  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#sent = '';
    if (this.#timer === undefined) this.#flush();
  }

  close(): void {
    this.#isOpen = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #flush(): void {
    const text = JSON.stringify(this.#wanted);
    if (!this.#isOpen || !this.#wanted || text === this.#sent) return;
    this.#sent = text;
    this.#send(this.#wanted);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, sendEveryMs);
  }
}
