import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  effect,
  type ElementRef,
  inject,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { FleetStore } from '../../fleet/fleet-store';
import { PartLoader } from '../../loading/part-loader';
import { Clock } from '../../settings/clock';
import { Formatter } from '../../settings/formatter';
import { ExactTime } from './exact-time';
import { HistoryPanel } from '../panel/history-panel';
import { HistoryView } from '../view/history-view';
import { PastMark } from '../time-machine/past-mark';
import { PastReach } from '../time-machine/past-reach';
import { TimeMachine } from '../time-machine/time-machine';
import { PlayControls } from './play-controls';
import { formatMoment } from '../../settings/moment';
import { TimeWindows, windowLengths } from '../view/time-windows';
import { findTicks, keyStep, shareOf, timeAt } from '../view/time-scale';
import type { TimeWindow } from '../past/time-window';

/** How often it is asked how far back the store reaches, in milliseconds. */
const reachEveryMs = 30_000;
/** Labels of times need so much room, in pixels. */
const tickPx = 84;

/** The bar under the map with which one goes back in time; above it the history, where it is open. */
@Component({
  selector: 'fleet-time-bar',
  imports: [ExactTime, HistoryPanel, PastMark, PlayControls],
  templateUrl: './time-bar.html',
  styleUrls: ['./time-rail.css', './time-bar.css'],
})
export class TimeBar {
  protected readonly machine = inject(TimeMachine);
  protected readonly history = inject(HistoryView);
  protected readonly hasHistory = inject(PartLoader).when(
    () => this.history.isOpen(),
    () => import('../panel/history-panel'),
  );
  protected readonly windows = inject(TimeWindows);
  protected readonly reach = inject(PastReach);
  readonly #clock = inject(Clock);
  readonly #fleet = inject(FleetStore);
  readonly #format = inject(Formatter);
  protected readonly track = viewChild<ElementRef<HTMLElement>>('track');
  readonly #width = signal(600);
  /** The window as it was when the hand took hold of the thumb: it stands still under the hand. */
  readonly #held = signal<TimeWindow | undefined>(undefined);
  readonly #hovered = signal<number | undefined>(undefined);

  protected readonly isPast = computed(() => this.machine.at() !== undefined);
  /** Now, with news of the fleet. */
  protected readonly isLive = computed(
    () => !this.isPast() && this.#fleet.connection().state === 'live',
  );
  protected readonly window = computed(() => this.#held() ?? this.windows.window());
  readonly #share = computed(() => {
    const share = shareOf(this.machine.at() ?? this.#clock.now(), this.window());
    return Math.min(1, Math.max(0, share));
  });
  protected readonly thumbAt = computed(() => `${(this.#share() * 100).toFixed(3)}%`);
  /** Where there are reports at all, on the bar. */
  protected readonly knownFrom = computed(() => {
    const oldest = this.reach.reach()?.oldest ?? this.window().to;
    return `${Math.min(100, Math.max(0, shareOf(oldest, this.window()) * 100)).toFixed(2)}%`;
  });
  protected readonly ticks = computed(() =>
    findTicks(this.window(), this.#width(), tickPx).map(({ at, isDay }) => ({
      at,
      isDay,
      left: `${(shareOf(at, this.window()) * 100).toFixed(3)}%`,
      label: isDay ? this.#format.day(at) : this.#format.shortTime(at),
    })),
  );
  protected readonly bubble = computed(() => {
    const at = this.#hovered();
    if (at === undefined) return undefined;
    const share = Math.min(1, Math.max(0, shareOf(at, this.window())));
    return {
      left: `${(share * 100).toFixed(3)}%`,
      text: formatMoment(this.#format, at, this.#clock.now()),
    };
  });
  /** Seconds before now, as a negative number: it does not change while it is now. */
  protected readonly value = computed(() => {
    const at = this.machine.at();
    return at === undefined ? 0 : Math.round((at - this.#clock.now()) / 1_000);
  });
  protected readonly leastValue = computed(() => {
    const oldest = this.reach.reach()?.oldest;
    // By the minute: a limit that moves every second is nothing to read out.
    if (oldest === undefined) return 0;
    return -60 * Math.ceil((this.#clock.now() - oldest) / 60_000);
  });
  protected readonly valueText = computed(() => {
    const at = this.machine.at();
    if (at === undefined) {
      return this.isLive() ? $localize`:@@time.now-live:Now, live` : $localize`:@@time.now:Now`;
    }
    const now = this.#clock.now();
    return `${formatMoment(this.#format, at, now)}, ${this.#format.age(now - at)}`;
  });

  protected readonly lengths = windowLengths;
  /** Made here and not beside the lengths: only now the language is loaded. */
  protected readonly lengthTexts = [
    $localize`:@@time.last-15-minutes:15 min`,
    $localize`:@@time.last-2-hours:2 hours`,
    $localize`:@@time.last-day:1 day`,
    $localize`:@@time.all:All`,
  ];
  /** What is loaded is away: the time that is shown, or how far back one can go. */
  protected readonly problem = computed(
    () => this.machine.problem() === 'away' || this.reach.state() === 'away',
  );

  constructor() {
    this.#watchReach();
    this.#watchWidth();
  }

  protected retry(): void {
    this.machine.retry();
    void this.reach.refresh();
  }

  /** Begins to drag, with the thumb or anywhere on the bar. */
  protected grab(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#held.set(this.windows.window());
    this.track()?.nativeElement.setPointerCapture(event.pointerId);
    this.track()?.nativeElement.querySelector<HTMLElement>('[role=slider]')?.focus();
    this.drag(event);
  }

  protected drag(event: PointerEvent): void {
    const at = this.#timeUnder(event);
    if (event.pointerType === 'mouse') this.#hovered.set(at);
    if (this.#held()) this.machine.goTo(at);
  }

  protected release(): void {
    this.#held.set(undefined);
  }

  protected leave(): void {
    this.#hovered.set(undefined);
  }

  /** The keys of a slider; with the shift key an arrow moves by a second. */
  protected steer(event: KeyboardEvent): void {
    const { from, to } = this.window();
    const step = event.shiftKey ? 1_000 : keyStep(to - from);
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: step,
      ArrowUp: step,
      ArrowLeft: -step,
      ArrowDown: -step,
      PageUp: 10 * step,
      PageDown: -10 * step,
    };
    const by = moves[event.key];
    if (by !== undefined) this.#moveBy(by);
    else if (event.key === 'Home') this.machine.goTo(Math.max(from, this.#oldest()));
    else if (event.key === 'End') this.#goToEnd();
    else if (event.key === '+') this.windows.zoomBy(-1);
    else if (event.key === '-') this.windows.zoomBy(1);
    else return;
    event.preventDefault();
  }

  #moveBy(ms: number): void {
    const at = this.machine.at() ?? this.#clock.read();
    this.machine.goTo(Math.max(this.#oldest(), at + ms));
  }

  #goToEnd(): void {
    if (this.windows.isFixed()) this.machine.goTo(this.window().to);
    else this.machine.goLive();
  }

  #oldest(): number {
    return this.reach.reach()?.oldest ?? this.window().from;
  }

  #timeUnder({ clientX }: PointerEvent): number {
    const { left, width } = this.track()?.nativeElement.getBoundingClientRect() ?? {
      left: 0,
      width: 0,
    };
    const at = timeAt(width > 0 ? (clientX - left) / width : 1, this.window());
    return Math.max(at, this.#oldest());
  }

  #watchReach(): void {
    const refresh = () => {
      if (!globalThis.document.hidden) void this.reach.refresh();
    };
    const timer = setInterval(refresh, reachEveryMs);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      this.reach.stop();
    });
    // At once, when the gateway is back, and when the first vehicles of a new set have reported.
    const isEmpty = computed(() => this.#fleet.count() === 0);
    effect(() => {
      const { state } = this.#fleet.connection();
      isEmpty();
      // Before that nobody knows whether this gateway can be asked.
      if (state === 'live' || state === 'stale') untracked(refresh);
    });
  }

  #watchWidth(): void {
    const destroyed = inject(DestroyRef);
    const observer =
      'ResizeObserver' in globalThis
        ? new ResizeObserver(([entry]) => {
            if (entry) this.#width.set(entry.contentRect.width);
          })
        : undefined;
    afterNextRender(() => {
      destroyed.onDestroy(() => observer?.disconnect());
    });
    effect((onCleanup) => {
      const track = this.track()?.nativeElement;
      if (!track) return;
      observer?.observe(track);
      onCleanup(() => observer?.unobserve(track));
    });
  }
}
