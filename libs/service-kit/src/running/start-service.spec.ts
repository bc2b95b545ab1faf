import { connect } from 'node:net';
import { Controller, Get, Module, Param, Query } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { SpanRecording } from '@fleetman/tracing/testing';
import type { RequestHandler } from 'express';
import { createHost } from './create-host.ts';
import { ConfigError, FleetmanError } from '../errors.ts';
import { createLogger } from '../watching/logger.ts';
import { loadConfig } from '../config/load-config.ts';
import type { ServiceDefinition } from './service-definition.ts';
import { serviceSettings, type ServiceSettings } from '../config/settings.ts';
import { startService, type RunningService } from './start-service.ts';

const query = z.object({ limit: z.string().regex(/^\d+$/, 'expected a number').default('5') });

@Controller('things')
class ThingsController {
  @Get()
  list(@Query({ schema: query }) { limit }: z.infer<typeof query>): { limit: string } {
    return { limit };
  }

  @Get(':name')
  one(@Param('name') name: string): { name: string } {
    if (name === 'defect') throw new Error('the password is secret');
    if (name === 'unknown') throw new FleetmanError('vehicle-unknown', `no vehicle "${name}"`);
    return { name };
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

const things: ServiceDefinition<ServiceSettings> = {
  name: 'things',
  title: 'Things',
  config: z.object(serviceSettings({ port: 0 })),
  createModule: () => ({ module: ThingsModule }),
};

describe('startService', () => {
  const running: RunningService[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((service) => service.close()));
  });

  async function start(environment = {}, prefix = ''): Promise<RunningService> {
    const config = loadConfig(things.config, {
      LOG_LEVEL: 'silent',
      PORT: '0',
      METRICS_PORT: '0',
      ...environment,
    });
    const host = createHost('things', config);
    const service = await startService(things, { config, host, prefix });
    running.push(service);
    return service;
  }

  async function problemOf(url: string): Promise<unknown> {
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return response.json();
  }

  it('answers its routes, with and without a slash at the end', async () => {
    const { url } = await start();

    expect(await (await fetch(`${url}/things/a%2Fb`)).json()).toEqual({ name: 'a/b' });
    expect(await (await fetch(`${url}/things/`)).json()).toEqual({ limit: '5' });
  });

  it('answers a bad query as a problem that says what was given and expected', async () => {
    const { url } = await start();

    expect(await problemOf(`${url}/things?limit=many`)).toEqual({
      type: 'urn:fleetman:query-invalid',
      title: 'The request cannot be understood',
      status: 400,
      detail: 'limit: "many" given, expected a number',
      instance: '/things?limit=many',
    });
  });

  it('answers an expected failure with its status and a defect without its details', async () => {
    const { url } = await start();

    expect(await problemOf(`${url}/things/unknown`)).toMatchObject({
      status: 404,
      type: 'urn:fleetman:vehicle-unknown',
      detail: 'no vehicle "unknown"',
    });
    expect(JSON.stringify(await problemOf(`${url}/things/defect`))).not.toContain('secret');
    expect(await problemOf(`${url}/nowhere`)).toMatchObject({ type: 'urn:fleetman:not-found' });
    expect(await problemOf(`${url}/things/%E0%A4%A`)).toMatchObject({ status: 400 });
  });

  it('is alive at once and ready when its dependencies are', async () => {
    const { url, host } = await start();
    let connected = false;
    host.readiness.add('queue', () =>
      connected ? { connected } : { connected: false, reason: 'nobody listens at queue:5672' },
    );

    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const notReady = await fetch(`${url}/health/ready`);
    connected = true;
    const ready = await fetch(`${url}/health/ready`);

    expect(notReady.status).toBe(503);
    expect(await notReady.json()).toEqual({
      status: 'not-ready',
      dependencies: { process: 'ok', queue: 'nobody listens at queue:5672' },
    });
    expect(ready.status).toBe(200);
  });

  it('tells metrics on a port of their own only', async () => {
    const { url, metricsUrl = '' } = await start();

    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    const metrics = await fetch(`${metricsUrl}/metrics`);
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain; version=/);
    expect(await metrics.text()).toContain('fleetman_ready 1');
    expect((await fetch(`${metricsUrl}/things`)).status).toBe(404);
    expect((await fetch(`${metricsUrl}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it('tells no metrics where no port is given for them', async () => {
    const { metricsUrl } = await start({ METRICS_PORT: '' });

    expect(metricsUrl).toBeUndefined();
  });

  it('names the variable when the port of its metrics is taken, and leaves nothing open', async () => {
    const { url } = await start();
    const { port } = new URL(url);

    await expect(start({ METRICS_PORT: port })).rejects.toThrow(
      `METRICS_PORT: "${port}" given, but another program listens there`,
    );
  });

  it('counts requests by route, not by path', async () => {
    const { url, metricsUrl = '' } = await start();
    await fetch(`${url}/things/one`);
    await fetch(`${url}/things/two`);

    const metrics = await (await fetch(`${metricsUrl}/metrics`)).text();

    expect(metrics).toContain(
      'fleetman_http_request_duration_seconds_count{method="GET",route="/things/:name",status="200"} 2',
    );
  });

  it('measures whether it is ready, and which dependency is away', async () => {
    const { metricsUrl = '', host } = await start();
    let connected = false;
    host.readiness.add('queue', () => (connected ? { connected } : { connected, reason: 'away' }));
    const metrics = async () => (await fetch(`${metricsUrl}/metrics`)).text();

    const whileAway = await metrics();
    connected = true;
    const whileThere = await metrics();

    expect(whileAway).toMatch(/^fleetman_ready 0$/m);
    expect(whileAway).toMatch(/^fleetman_dependency_up\{dependency="process"\} 1$/m);
    expect(whileAway).toMatch(/^fleetman_dependency_up\{dependency="queue"\} 0$/m);
    expect(whileThere).toMatch(/^fleetman_ready 1$/m);
    expect(whileThere).toMatch(/^fleetman_dependency_up\{dependency="queue"\} 1$/m);
  });

  it('puts a prefix before its routes and its OpenAPI document, not before health', async () => {
    const { url } = await start({}, 'api');

    expect((await fetch(`${url}/api/things`)).status).toBe(200);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await problemOf(`${url}/nowhere`)).toMatchObject({ type: 'urn:fleetman:not-found' });
    expect(await problemOf(`${url}/api/nowhere`)).toMatchObject({ status: 404 });
    const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toContain('/api/things');
    expect(await (await fetch(`${url}/api/openapi`)).text()).toContain('<title>Things</title>');
  });

  it('names the port and the variable when the port is taken', async () => {
    const { url } = await start();
    const { port } = new URL(url);

    const second = start({ PORT: port });

    await expect(second).rejects.toThrow(ConfigError);
    await expect(second).rejects.toThrow(`PORT: "${port}" given, but another program listens`);
  });

  it('lets a service take a secret out of an address before it is logged and traced', async () => {
    const recording = await SpanRecording.start();
    const config = loadConfig(things.config, { PORT: '0' });
    let logged = '';
    const all = { LOG_LEVEL: 'trace', LOG_FORMAT: 'json' } as const;
    const log = createLogger('things', all, { write: (line) => void (logged += line) });
    const host = { ...createHost('things', config), log, tracer: recording.tracer('things') };
    const first: RequestHandler = (request, _response, next) => {
      request.url = request.originalUrl = '/things/taken';
      next();
    };
    const service = await startService({ ...things, first }, { config, host });
    running.push(service);

    await fetch(`${service.url}/things/secret`);

    const spans = await recording.finish();
    expect(logged).toContain('"url":"/things/taken"');
    expect(spans.map(({ attributes }) => attributes['url.path'])).toEqual(['/things/taken']);
    expect(logged).not.toContain('secret');
  });

  it('stops while a client keeps its connection open', async () => {
    const service = await start();
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const gone = new Promise((resolve) => socket.once('close', resolve));

    await service.close();

    await gone;
    await expect(fetch(service.url)).rejects.toThrow('fetch failed');
    await expect(fetch(service.metricsUrl ?? '')).rejects.toThrow('fetch failed');
  });
});
