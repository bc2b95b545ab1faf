import {
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { speedClasses } from '../speed-classes';
import { Formatter } from '../../settings/formatter';
import { Preferences } from '../../settings/preferences';
import { toSpeedUnit } from '../../settings/units';
import { averageIn, drawSpeeds, fastestIn, speedAt, type TimedSpeed } from './speed-line';
import { speedScale } from './speed-scale';

/** Where there is no layout yet, or none at all. */
const firstWidth = 320;
/** So many steps of an arrow key lead through the graph. */
const keySteps = 60;

let graphs = 0;

/**
 * A vehicle's speed over time, coloured as the vehicles on the map. Pointer or arrow keys move along
 * it and read it; what is read is told to others by {@link hovered}, and theirs is shown by `cursor`.
 */
@Component({
  selector: 'fleet-speed-graph',
  templateUrl: './speed-graph.html',
  styleUrl: './speed-graph.css',
})
export class SpeedGraph {
  /** Oldest first. */
  readonly points = input.required<readonly TimedSpeed[]>();
  /** The time at the left edge, in milliseconds since 1970. */
  readonly from = input.required<number>();
  /** The time at the right edge. */
  readonly to = input.required<number>();
  /** A time that others point at. */
  readonly cursor = input<number>();
  /** The time that is pointed at here; `undefined` when it no longer is. */
  readonly hovered = output<number | undefined>();

  readonly #format = inject(Formatter);
  readonly #unit = inject(Preferences).unit;
  protected readonly gradientId = `speeds-${graphs++}`;
  protected readonly plot = viewChild.required<ElementRef<HTMLElement>>('plot');
  protected readonly width = signal(firstWidth);
  /** In pixels, without the times below. */
  readonly height = input(72);
  readonly #pointed = signal<number | undefined>(undefined);

  /** The lines of the grid, in the chosen unit. */
  readonly #scale = computed(() =>
    speedScale(toSpeedUnit(fastestIn(this.points(), this.from(), this.to()), this.#unit())),
  );
  protected readonly grid = computed(() => {
    const scale = this.#scale();
    const top = scale.at(-1) ?? 0;
    return scale.map((speed) => ({
      y: this.height() * (1 - speed / top),
      text: speed === top ? `${speed} ${this.#unit()}` : String(speed),
    }));
  });
  readonly #topMph = computed(() => (this.#scale().at(-1) ?? 0) / toSpeedUnit(1, this.#unit()));
  protected readonly paths = computed(() =>
    drawSpeeds(this.points(), {
      from: this.from(),
      to: this.to(),
      width: this.width(),
      height: this.height(),
      topMph: this.#topMph(),
    }),
  );
  /** Each colour from its speed up to the next one's. */
  protected readonly colors = computed(() =>
    speedClasses.flatMap(({ fromMph, color }, index) => {
      const share = (mph: number) => Math.min(1, mph / this.#topMph());
      const next = speedClasses[index + 1]?.fromMph ?? this.#topMph();
      return [
        { offset: share(fromMph), color },
        { offset: share(next), color },
      ];
    }),
  );
  protected readonly times = computed(() =>
    [0, 0.5, 1].map((share) =>
      this.#format.shortTime(this.from() + share * (this.to() - this.from())),
    ),
  );
  readonly #averageMph = computed(() => averageIn(this.points(), this.from(), this.to()));
  /** The average while it moved; `undefined` where there is none. */
  protected readonly average = computed(() => {
    const mph = this.#averageMph();
    if (mph === null) return undefined;
    const speed = this.#format.speed(mph);
    return {
      y: this.height() * (1 - mph / this.#topMph()),
      text: $localize`:@@vehicle.graph-average:avg ${speed}:speed:`,
    };
  });

  /** What is read: by the pointer here, else by others. */
  protected readonly reading = computed(() => {
    const time = this.#pointed() ?? this.cursor();
    if (time === undefined || time < this.from() || time > this.to()) return undefined;
    const mph = speedAt(this.points(), time);
    const share = (time - this.from()) / (this.to() - this.from());
    return {
      time,
      x: share * this.width(),
      y: mph === null ? undefined : this.height() - (mph / this.#topMph()) * this.height(),
      text: this.#describe(time, mph),
    };
  });
  /** For a screen reader: what is read, else the whole in a sentence. */
  protected readonly valueText = computed(() => {
    const reading = this.reading();
    if (reading) return reading.text;
    const fastest = this.#format.speed(fastestIn(this.points(), this.from(), this.to()));
    const averageMph = this.#averageMph();
    if (averageMph === null) {
      return $localize`:@@vehicle.graph-fastest:at most ${fastest}:fastest: ${this.#unit()}:unit:`;
    }
    const average = this.#format.speed(averageMph);
    return $localize`:@@vehicle.graph-summary:at most ${fastest}:fastest: ${this.#unit()}:unit:, on average ${average}:average: while moving`;
  });
  protected readonly valueNow = computed(() =>
    Math.round(((this.reading()?.time ?? this.to()) - this.from()) / 1_000),
  );
  protected readonly valueMax = computed(() => Math.round((this.to() - this.from()) / 1_000));

  constructor() {
    this.#watchWidth();
  }

  protected point(event: PointerEvent): void {
    const { left, width } = this.plot().nativeElement.getBoundingClientRect();
    const share = width > 0 ? (event.clientX - left) / width : 1;
    this.#pointAt(this.from() + share * (this.to() - this.from()));
  }

  protected leave(): void {
    this.#pointed.set(undefined);
    this.hovered.emit(undefined);
  }

  /** The keys of a slider. */
  protected steer(event: KeyboardEvent): void {
    const step = (this.to() - this.from()) / keySteps;
    const at = this.reading()?.time ?? this.to();
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: at + step,
      ArrowUp: at + step,
      ArrowLeft: at - step,
      ArrowDown: at - step,
      PageUp: at + 10 * step,
      PageDown: at - 10 * step,
      Home: this.from(),
      End: this.to(),
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    this.#pointAt(target);
  }

  #pointAt(time: number): void {
    const within = Math.min(this.to(), Math.max(this.from(), time));
    this.#pointed.set(within);
    this.hovered.emit(within);
  }

  #describe(time: number, mph: number | null): string {
    const clock = this.#format.time(time);
    if (mph === null) return $localize`:@@vehicle.graph-unknown:${clock}:time: · no report`;
    return `${clock} · ${this.#format.speed(mph)} ${this.#unit()}`;
  }

  #watchWidth(): void {
    // jsdom has no layout and nothing to observe.
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) this.width.set(entry.contentRect.width);
    });
    effect(() => {
      observer.observe(this.plot().nativeElement);
    });
    inject(DestroyRef).onDestroy(() => {
      observer.disconnect();
    });
  }
}
