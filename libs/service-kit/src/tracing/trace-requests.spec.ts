import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { traceQuestion } from '@fleetman/tracing';
import { SpanRecording } from '@fleetman/tracing/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { traceRequests } from './trace-requests.ts';

describe('traceRequests', () => {
  let recording: SpanRecording;
  let server: Server;

  beforeEach(async () => {
    recording = await SpanRecording.start();
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await recording.finish();
  });

  async function serve(trusts: boolean): Promise<string> {
    const tracer = recording.tracer('things');
    const app = express();
    app.use(traceRequests(tracer, trusts));
    app.get('/things/:name', async (_request, response) => {
      await tracer.span('find', { kind: 'client' }, async () => Promise.resolve());
      response.sendStatus(200);
    });
    app.get('/health/live', (_request, response) => void response.sendStatus(200));
    server = app.listen(0);
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function ask(url: string): Promise<void> {
    const question = {
      url,
      headers: {},
      ask: (headers: object) => fetch(url, { headers: { ...headers } }),
    };
    await (await traceQuestion(recording.tracer('caller'), question)).text();
  }

  it('records an answer as a part of the trace of the asking program, and what was done for it', async () => {
    await ask(`${await serve(true)}/things/truck`);

    const spans = await recording.finish();
    expect(spans.map(({ service, kind, name }) => [service, kind, name])).toEqual([
      ['caller', 'client', 'GET'],
      ['things', 'server', 'GET /things/:name'],
      ['things', 'client', 'find'],
    ]);
    expect(spans.map(({ parentSpanId }) => parentSpanId)).toEqual([
      undefined,
      spans[0]?.spanId,
      spans[1]?.spanId,
    ]);
    expect(spans[1]?.attributes).toMatchObject({
      'http.route': '/things/:name',
      'url.path': '/things/truck',
      'http.response.status_code': 200,
    });
  });

  it('begins a trace of its own for a stranger', async () => {
    await ask(`${await serve(false)}/things/truck`);

    const [answer] = (await recording.finish()).filter(({ kind }) => kind === 'server');
    expect(answer).toMatchObject({ parentSpanId: undefined });
  });

  it('passes over probes', async () => {
    await (await fetch(`${await serve(true)}/health/live`)).text();

    expect(await recording.finish()).toEqual([]);
  });
});
