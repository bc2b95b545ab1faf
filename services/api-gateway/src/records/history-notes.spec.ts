import type { NewAuditEntry } from '@fleetman/contract/registry';
import { eventually, silentLog } from '@fleetman/messaging/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { anybody, type Access } from '../session/access.ts';
import { HistoryNotes } from './history-notes.ts';

const [ann, bob]: Access[] = ['ann', 'bob'].map((by) => ({ ...anybody, by }));

describe('HistoryNotes', () => {
  let noted: string[];
  let isAway: boolean;
  let now: number;
  let notes: HistoryNotes;
  beforeEach(() => {
    [noted, isAway, now] = [[], false, 0];
    const note = async ({ what, vehicle }: NewAuditEntry, by: string) => {
      noted.push(`${by} ${what} ${vehicle ?? ''}`);
      if (isAway) throw new Error('the registry is away');
    };
    notes = new HistoryNotes({ registry: { note }, log: silentLog, clock: () => now });
  });

  const look = (access: Access | undefined, vehicle: string) => {
    if (access) notes.looked(access, vehicle);
  };

  it('name each who looks, once while a page is open', () => {
    look(ann, 'Van 1');
    look(ann, 'Van 1');
    look(bob, 'Van 1');
    look(ann, 'Van 2');
    now = 600_000;
    look(ann, 'Van 1');

    expect(noted).toEqual([
      'ann history-read Van 1',
      'bob history-read Van 1',
      'ann history-read Van 2',
      'ann history-read Van 1',
    ]);
  });

  it('note the next look if the registry was away', async () => {
    isAway = true;
    look(ann, 'Van 1');

    await eventually(() => {
      look(ann, 'Van 1');
      expect(noted.length).toBeGreaterThan(1);
    });
  });

  it('are not taken where nobody logs in', () => {
    new HistoryNotes().looked(anybody, 'Van 1');

    expect(noted).toEqual([]);
  });
});
