import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readRecords } from '../../fleet/read-records';
import { VehicleRecords } from '../../fleet/vehicle-records';
import { aTrackPoint } from '../../testing/a-track-point';
import { HistorySource, type HistoryWish } from '../past/history-source';
import { HistoryView } from '../view/history-view';
import { HistoryExport } from './history-export';

/** A history of one fix, and what was wanted of it. */
class OneFix extends HistorySource {
  readonly wishes: HistoryWish[] = [];

  override async load(_name: string, wish: HistoryWish) {
    this.wishes.push(wish);
    return [aTrackPoint({ time: wish.since ?? 0, said: { battery: 80 } })];
  }
}

describe('HistoryExport', () => {
  const blobs: Blob[] = [];
  const saved: string[] = [];
  const source = new OneFix();

  beforeEach(() => {
    // jsdom has neither.
    URL.createObjectURL = (blob) => {
      blobs.push(blob as Blob);
      return 'blob:export';
    };
    URL.revokeObjectURL = () => undefined;
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: Element) {
      saved.push(this.getAttribute('download') ?? '');
    });
    TestBed.configureTestingModule({
      providers: [{ provide: HistorySource, useValue: source }],
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('calls vehicles as people do, and asks for what their devices said', async () => {
    const record = { id: 'van-1', name: 'Anna’s van', retired: false };
    TestBed.inject(VehicleRecords).known.set(readRecords([record]));
    TestBed.inject(HistoryView).open('van-1');

    await TestBed.inject(HistoryExport).save('gpx');

    expect(TestBed.inject(HistoryExport).state()).toBe('ready');
    expect(saved).toEqual([expect.stringMatching(/^Anna_s van \d{4}-\d\d-\d\d\.gpx$/)]);
    expect(source.wishes.map(({ fields }) => fields)).toEqual([
      expect.arrayContaining(['battery', 'altitude']),
    ]);
    expect(await textOf(blobs[0])).toContain('<name>Anna’s van</name>');
  });
});

/** jsdom's blobs cannot be asked for their text. */
function textOf(blob: Blob | undefined): Promise<string | ArrayBuffer | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      resolve(reader.result);
    });
    reader.readAsText(blob ?? new Blob());
  });
}
