import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it, jest } from '@jest/globals';
import type { Request, Response } from 'express';
import { addressOf, isDevicePath, splitAddress, takeKeyOut } from './device-address.ts';

const key = '0123456789abcdef0123456789abcdef';

describe('splitAddress', () => {
  it.each([
    [`/in/${key}/osmand?lat=1`, { key, app: 'osmand' }, '?lat=1'],
    [`/in/${key}`, { key, app: undefined }, ''],
    [`/in/${key}/?a=/in/b`, { key, app: undefined }, '?a=/in/b'],
    [`//IN//${key}//overland/`, { key, app: 'overland' }, ''],
    [`/in/owntracks/${key}`, { key, app: 'owntracks' }, ''],
    [`/in/${key}/strava`, { key, app: 'unknown' }, ''],
    [`http://host/in/${key}/osmand`, { key, app: 'osmand' }, ''],
    ['/in/report', { key: undefined, app: 'report' }, ''],
    ['/in', { key: undefined, app: undefined }, ''],
    ['/in/a%20b', { key: 'a b', app: undefined }, ''],
    ['/in/%zz', { key: '%zz', app: undefined }, ''],
  ])('reads %s', (url, address, query) => {
    expect(splitAddress(url)).toEqual({ address, query });
  });

  it.each(['/', '/inside', '/api/vehicles', '/?x=/in/y'])('passes over %s', (url) => {
    expect(splitAddress(url)).toBeUndefined();
  });
});

describe('isDevicePath', () => {
  it('knows where devices send to', () => {
    expect(['/in', '/in/x', '/IN/x/y', '//in/x'].every(isDevicePath)).toBe(true);
    expect(['/', '/inside', '/api/in/x', '/index.html'].some(isDevicePath)).toBe(false);
  });
});

describe('takeKeyOut', () => {
  it('leaves neither key nor place in what is logged, and the query for the reader', () => {
    const request = new IncomingMessage(new Socket());
    request.url = `/in/${key}/osmand?lat=1&lon=2`;
    const next = jest.fn();

    // Express adds to these; the handler uses what Node has, and sets `originalUrl`.
    takeKeyOut(request as Request, new ServerResponse(request) as Response, next);

    expect(request).toMatchObject({ url: '/in/osmand?lat=1&lon=2', originalUrl: '/in/osmand' });
    expect(addressOf(request)).toEqual({ key, app: 'osmand' });
    expect(next).toHaveBeenCalledTimes(1);
  });
});
