import type { VehicleMark } from '../../vehicle/mark/vehicle-mark';

/** A vehicle's name on the map behind its colour and kind, if it has any; used again for one after the other. */
export class MarkedLabel {
  readonly element: HTMLElement;
  readonly #mark: HTMLElement;
  readonly #text: Text;

  constructor(document: Document) {
    this.element = document.createElement('span');
    this.element.className = 'vehicle-name';
    this.#mark = document.createElement('span');
    this.#mark.className = 'vehicle-mark';
    this.#text = document.createTextNode('');
    this.element.append(this.#mark, this.#text);
  }

  /** Nothing where the text is empty. */
  show(text: string, mark: VehicleMark | undefined): void {
    this.element.hidden = text === '';
    if (this.#text.data !== text) this.#text.data = text;
    const { dataset, style } = this.#mark;
    if (mark) dataset['symbol'] = mark.symbol;
    else delete dataset['symbol'];
    style.setProperty('--mark', mark?.colour ?? null);
  }
}
