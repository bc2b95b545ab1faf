import { shorten } from './shorten';

/** Names are kept as they are written; more than are shown in a while. */
const mostRemembered = 2_000;
/** A longer name is shortened, in CSS pixels. */
const mostWidth = 160;

/** A text that fits a label, and how wide it is in CSS pixels. */
export interface MeasuredText {
  readonly text: string;
  readonly width: number;
}

/** Measures names as the browser will draw them, each once, and shortens those that are too long. */
export class TextMeter {
  readonly #context: CanvasRenderingContext2D | null;
  readonly #known = new Map<string, MeasuredText>();

  /** @param font as CSS writes it: `600 12px sans-serif`. */
  constructor(document: Document, font: string) {
    this.#context = document.createElement('canvas').getContext('2d');
    if (this.#context) this.#context.font = font;
  }

  measure(name: string): MeasuredText {
    const known = this.#known.get(name);
    if (known) return known;
    const text = shorten(name, mostWidth, this.#widthOf);
    const measured = { text, width: Math.ceil(this.#widthOf(text)) };
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(name, measured);
    return measured;
  }

  readonly #widthOf = (text: string): number => this.#context?.measureText(text).width ?? 0;
}
