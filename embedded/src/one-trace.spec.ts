import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveFrameVersion, type FrameShown, type LiveEvents } from '@fleetman/contract';
import { OtlpCollector, type CollectedSpan } from '@fleetman/tracing/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { startEmbedded, type Embedded } from './start-embedded.ts';

/** A page, as far as it ends traces. */
type PageSocket = Socket<LiveEvents, { shown: (shown: FrameShown) => void }>;

describe('a trace', () => {
  let collector: OtlpCollector;
  let embedded: Embedded;
  let page: string;

  beforeEach(async () => {
    page = mkdtempSync(join(tmpdir(), 'fleetman-page-'));
    writeFileSync(join(page, 'index.html'), '<title>Fleet Management</title>');
    collector = await OtlpCollector.start();
    const environment = {
      PORT: '0',
      LOG_LEVEL: 'silent',
      BACKFILL: '0',
      VEHICLES: '3',
      REPORT_INTERVAL: '500ms',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_TRACES_SAMPLER: 'always_on',
    };
    embedded = await startEmbedded({ environment, page });
  });
  afterEach(async () => {
    await embedded.close();
    await collector.close();
    rmSync(page, { recursive: true });
  });

  /** Shows one frame that the gateway asks about, and resolves with what it was told of it. */
  async function showFrame(): Promise<string> {
    const socket: PageSocket = io(embedded.url, {
      path: '/api/socket.io',
      transports: ['websocket'],
      auth: { codec: liveFrameVersion },
    });
    const trace = await new Promise<string>((resolve) => {
      socket.on('trace', resolve);
    });
    await new Promise((resolve) => socket.once('fleet', resolve));
    socket.emit('shown', { trace, tookMs: 0 });
    // Answered by the gateway after what came before.
    await new Promise((resolve) => {
      socket.on('problem', resolve);
      (socket as Socket).emit('view', {});
    });
    socket.close();
    return trace.split('-')[1] ?? '';
  }

  it('leads from a point of a track to the frame that a page shows', async () => {
    const traceId = await showFrame();
    await embedded.close();

    const spans = collector.spans.filter((span) => span.traceId === traceId);
    const shown = spans.find(({ name }) => name === 'frame shown');
    const way: string[] = [];
    for (let span = shown; span; span = parentOf(span, spans)) {
      way.unshift(`${span.service}: ${span.name} (${span.kind})`);
    }
    expect(way).toEqual([
      'position-simulator: send positionQueue (producer)',
      'position-tracker: process positionQueue (consumer)',
      'position-tracker: announce positions (internal)',
      'position-tracker: send positions.live (producer)',
      'api-gateway: process positions.live (consumer)',
      'api-gateway: tell clients (internal)',
      'webapp: frame shown (internal)',
    ]);
    const insert = spans.find(({ name }) => name === 'insert positions');
    expect(insert).toMatchObject({ kind: 'client', service: 'position-tracker' });
    expect(insert && parentOf(insert, spans)?.name).toBe('process positionQueue');
    for (const span of spans) {
      expect(span.isError).toBe(false);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
    }
  });

  it('leads from a question to the gateway through the tracker', async () => {
    await (await fetch(`${embedded.url}/api/vehicles/Unknown`)).text();
    await embedded.close();

    const { spans } = collector;
    const asked = spans.find(({ name }) => name === 'GET /api/vehicles/:name');
    const [ask] = spans.filter(({ parentSpanId }) => parentSpanId === asked?.spanId);
    const [answer] = spans.filter(({ parentSpanId }) => parentSpanId === ask?.spanId);
    expect(asked).toMatchObject({ kind: 'server', service: 'api-gateway' });
    expect(ask).toMatchObject({ kind: 'client', service: 'api-gateway' });
    expect(answer).toMatchObject({ kind: 'server', service: 'position-tracker' });
    expect(answer?.attributes).toMatchObject({ 'http.response.status_code': 404 });
  });
});

function parentOf(
  { parentSpanId }: CollectedSpan,
  spans: readonly CollectedSpan[],
): CollectedSpan | undefined {
  return spans.find(({ spanId }) => spanId === parentSpanId);
}
