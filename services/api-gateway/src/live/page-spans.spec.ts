import { noTracer, type Span, type SpanOptions, type Tracer } from '@fleetman/tracing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PageSpans } from './page-spans.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('PageSpans', () => {
  let now: number;
  let recorded: { name: string; from: number | undefined; until: number | undefined }[];
  let spans: PageSpans;

  const pages = Array.from({ length: 6 }, (_, id) => ({ id: String(id), isReady: () => true }));
  const [page = { id: '', isReady: () => true }] = pages;

  beforeEach(() => {
    now = 100_000;
    recorded = [];
    const start = (name: string, { startedAt: from }: SpanOptions = {}): Span => ({
      traceparent,
      set: () => undefined,
      rename: () => undefined,
      fail: () => undefined,
      end: (until) => void recorded.push({ name, from, until }),
    });
    const tracer: Tracer = { ...noTracer, isOn: true, start };
    spans = new PageSpans(tracer, () => now);
  });

  it('records how long a frame took to the screen, half of the rest after it was sent', () => {
    spans.ask([page], traceparent);
    now += 100;
    spans.take(page, { trace: traceparent, tookMs: 40 });

    expect(recorded).toEqual([{ name: 'frame shown', from: 100_030, until: 100_070 }]);
  });

  it('asks a few of many pages', () => {
    expect(spans.ask(pages, traceparent)).toEqual(pages.slice(0, 4));
  });

  it('asks a page one thing at a time, until it has answered or five seconds have gone', () => {
    const ask = () => spans.ask([page], traceparent).length;

    expect([ask(), ask()]).toEqual([1, 0]);
    spans.take(page, { trace: traceparent, tookMs: 0 });
    expect([ask(), ask()]).toEqual([1, 0]);
    now += 5_000;
    expect([ask(), ask()]).toEqual([1, 0]);
  });

  it('takes one answer of each page that was asked, and none of others', () => {
    spans.ask(pages, traceparent);
    now += 100;
    for (const each of [...pages, ...pages]) spans.take(each, { trace: traceparent, tookMs: 1 });

    expect(recorded).toHaveLength(4);
  });

  it('takes no answer of a page that has left', () => {
    spans.ask([page], traceparent);
    spans.forget(page);
    spans.take(page, { trace: traceparent, tookMs: 0 });

    expect(recorded).toEqual([]);
  });

  it.each([
    ['nothing', undefined],
    ['another trace', { trace: traceparent.replace('b7', 'b8'), tookMs: 1 }],
    ['longer than it is ago', { trace: traceparent, tookMs: 101 }],
    ['less than nothing', { trace: traceparent, tookMs: -1 }],
    ['no number', { trace: traceparent, tookMs: 'NaN' }],
    ['a text without end', { trace: 'x'.repeat(1_000_000), tookMs: 1 }],
  ])('passes over %s', (_what, answer) => {
    spans.ask([page], traceparent);
    now += 100;
    spans.take(page, answer);

    expect(recorded).toEqual([]);
  });

  it('passes over an answer after a minute', () => {
    spans.ask([page], traceparent);
    now += 61_000;
    spans.take(page, { trace: traceparent, tookMs: 1 });

    expect(recorded).toEqual([]);
  });
});
