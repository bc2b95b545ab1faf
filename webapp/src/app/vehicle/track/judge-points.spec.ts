import { describe, expect, it } from '@jest/globals';
import { summarise } from '@fleetman/motion';
import { joinPlaces, judgePoints } from './judge-points';

/** Some metres north, some seconds after the start. */
const at = (seconds: number, metres: number, speedMph: number | null = null) => ({
  lat: -29.9 + metres / 111_195,
  lng: -71.25,
  time: seconds * 1_000,
  speedMph,
});

describe('the fixes of a tracker that does not judge', () => {
  it('are judged as our own does: a jump is not driven', () => {
    const drive = [0, 10, 20, 30, 40].map((seconds) => at(seconds, 15 * seconds));
    const jump = at(25, 90_000);

    const judged = judgePoints([...drive.slice(0, 3), jump, ...drive.slice(3)], 60_000);

    expect(judged.map(({ doubt }) => doubt)).toEqual([
      undefined,
      undefined,
      undefined,
      'jump',
      undefined,
      undefined,
    ]);
    expect(summarise(judged).metres).toBeCloseTo(598, -1);
  });

  it('tell of gaps', () => {
    const judged = judgePoints([at(0, 0), at(600, 5_000)], 1e9);

    expect(judged.map(({ way }) => way)).toEqual(['none', 'gap']);
  });

  it('are joined in their order where they have no times, without void ones', () => {
    const joined = joinPlaces([at(0, 0), { ...at(1, 0), lat: 0, lng: 0 }, at(2, 100)]);

    expect(joined.map(({ way }) => way)).toEqual(['none', 'driven']);
    expect(joined[1]?.metres).toBeCloseTo(99.7, 0);
  });
});
