import { describe, expect, it } from '@jest/globals';
import { aBody } from '../testing/a-message.ts';
import { report } from './report.ts';

const time = '2026-11-30T12:00:00.000Z';
const good = { lat: 1, lng: 2, time, speed: 10, heading: 90, accuracy: 5 };

describe('report', () => {
  it('reads one report, with a vehicle and without', () => {
    const fix = { ...good, time: new Date(time) };

    expect(report.decode(aBody(good))).toEqual({ fixes: [fix], problems: [] });
    expect(report.decode(aBody({ ...good, vehicle: 'Van 1' }))).toEqual({
      fixes: [{ ...fix, device: 'Van 1' }],
      problems: [],
    });
  });

  it('reads an array, by all names that the contract knows', () => {
    const other = { deviceId: 7, latitude: '3', longitude: '4', timestamp: 1764504000 };

    expect(report.decode(aBody([good, other])).fixes).toMatchObject([
      { lat: 1 },
      { device: '7', lat: 3, lng: 4, time: new Date('2025-11-30T12:00:00.000Z') },
    ]);
  });

  it('takes attributes, and counts the reports that lost some', () => {
    const attributes = { door: true, cells: [1] };

    expect(report.decode(aBody([good, { ...good, attributes }]))).toMatchObject({
      fixes: [{}, { attributes: '{"door":true}' }],
      cut: 1,
    });
  });

  it('takes the good reports beside bad ones, each of which is named', () => {
    const { fixes, problems } = report.decode(aBody([good, { ...good, lat: 91 }, 5]));

    expect(fixes).toHaveLength(1);
    expect(problems).toEqual([
      'reports[1]: lat: 91 given, expected a number from -90 to 90',
      'reports[2]: 5 given, expected an object with lat, lng and time',
    ]);
    expect(JSON.parse(report.answer({ fixes, problems }).body)).toEqual({ accepted: 1, problems });
  });

  it('names the first of many problems only', () => {
    const decoded = report.decode(aBody(Array.from({ length: 500 }, () => 0)));
    const answer = JSON.parse(report.answer(decoded).body) as { problems: string[] };

    expect(answer.problems).toHaveLength(11);
    expect(answer.problems.at(-1)).toBe('and 490 more');
  });

  it.each([
    ['', 'an empty body given, expected a JSON report with lat, lng and time'],
    ['hello', 'a body that is no JSON given, expected a JSON report'],
    ['{"lat":', 'expected a JSON report'],
    [{ vehicle: 'x' }, 'lat: nothing given'],
  ])('names what is wrong with %j', (body, problem) => {
    expect(report.decode(aBody(body))).toEqual({
      fixes: [],
      problems: [expect.stringContaining(problem)],
    });
  });
});
