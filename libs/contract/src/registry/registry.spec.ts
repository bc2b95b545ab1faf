import { describe, expect, it } from '@jest/globals';
import type * as z from 'zod';
import {
  auditQuery,
  changesQuery,
  credentials,
  deviceSigns,
  keyQuestion,
  linkUse,
  newShare,
  newToken,
  personChange,
  vehicleChange,
} from './index.ts';

const sha256 = 'a'.repeat(64);

const messagesOf = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

describe('What the registry takes', () => {
  it('completes the change of a vehicle, and drops what it does not know', () => {
    const change = { name: 'Van 1', plate: 'AB·1', extra: 1 };
    expect(vehicleChange.parse(change)).toEqual({ name: 'Van 1', plate: 'AB·1', retired: false });
  });

  it.each([
    { given: { name: '' } },
    { given: { name: 'two\nlines' } },
    { given: { name: ' Van' } },
    { given: { name: 'x'.repeat(101) } },
    { given: { plate: 7 } },
    { given: { colour: 'red' } },
    { given: { symbol: '<svg>' } },
    { given: { notes: 'x'.repeat(2_001) } },
    { given: { retired: 'no' } },
  ])('refuses the change $given, and says what it expected', ({ given }) => {
    expect(messagesOf(vehicleChange, given)[0]).toMatch(/^expected /);
  });

  it('takes upper and lower case of a login for the same', () => {
    const given = { login: 'Ann.Lee@Example.com', password: 'x' };
    expect(credentials.parse(given).login).toBe('ann.lee@example.com');
  });

  it.each(['', 'two words', 'a/b', '..', 'x'.repeat(101)])('refuses the login "%s"', (login) => {
    expect(messagesOf(credentials, { login, password: 'x' })[0]).toMatch(/^expected a login/);
  });

  it('refuses a short new password, and a role that there is not', () => {
    const token = 'abcdefghijklmnopqrstuv';
    expect(messagesOf(linkUse, { token, password: 'short' })).toEqual([
      'expected a password of 10 to 200 characters',
    ]);
    expect(messagesOf(personChange, { role: 'king' })).toEqual([
      'expected viewer, dispatcher, admin',
    ]);
  });

  it('writes given times in UTC, and wants the end of a share after its beginning', () => {
    const share = { vehicle: 'Van 1', from: '2026-11-30T10:00:00+01:00' };
    const until = '2026-11-30T10:00:00.000Z';
    expect(newShare.parse({ ...share, until })).toMatchObject({ from: '2026-11-30T09:00:00.000Z' });
    expect(messagesOf(newShare, { ...share, until: '2026-11-30T09:00:00Z' })).toEqual([
      'expected a time after from',
    ]);
    expect(messagesOf(newToken, { label: 'Reports', role: 'viewer' })[0]).toMatch(/ISO 8601/);
  });

  it('asks for a key by its hash, or for a device', () => {
    expect(keyQuestion.parse({ sha256 })).toEqual({ sha256 });
    expect(keyQuestion.parse({ device: '356307042441013' })).toEqual({ device: '356307042441013' });
    expect(messagesOf(keyQuestion, { key: 'secret' })).toEqual([
      'expected {"sha256":"…"} or {"device":"…"}',
    ]);
  });

  it('bounds what a receiver says at once', () => {
    expect(deviceSigns.parse({})).toEqual({ knocks: [], troubles: [], reports: [], keys: [] });
    expect(messagesOf(deviceSigns, { keys: Array(1_001).fill(sha256) })).toHaveLength(1);
  });

  it('reads queries', () => {
    expect(auditQuery.parse({})).toEqual({ limit: 100 });
    expect(messagesOf(auditQuery, { limit: '0' })).toEqual([
      'expected a whole number from 1 to 1000',
    ]);
    expect(changesQuery.parse({ vehicles: '7' })).toEqual({ vehicles: 7 });
  });
});
