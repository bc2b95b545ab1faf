import { describe, expect, it } from '@jest/globals';
import { deviceSetup } from './device-setups';

const access = { server: 'https://fleet.example', key: 'abc123', vehicle: 'Van 1' };

describe('deviceSetup', () => {
  it('gives Traccar Client an address with the id and the interval', () => {
    expect(deviceSetup('traccar', access)).toEqual({
      scanned: 'https://fleet.example/in/abc123/traccar?id=Van+1&interval=30',
      isLink: false,
      text: 'https://fleet.example/in/abc123/traccar',
    });
  });

  it('gives OwnTracks a configuration for HTTP, whatever letters the name has', () => {
    const { scanned = '', isLink } = deviceSetup('owntracks', { ...access, vehicle: 'Ñandú 7' });
    const inline = new URL(scanned).searchParams.get('inline') ?? '';
    const bytes = Uint8Array.from(atob(inline), (letter) => letter.charCodeAt(0));

    expect(isLink).toBe(true);
    expect(scanned).toMatch(/^owntracks:\/\/\/config\?inline=[\w%]+$/);
    expect(JSON.parse(new TextDecoder().decode(bytes))).toEqual({
      _type: 'configuration',
      mode: 3,
      url: 'https://fleet.example/in/abc123/owntracks',
      monitoring: 1,
      deviceId: 'Ñandú 7',
      tid: 'Ñ7',
      auth: false,
    });
  });

  it('gives Overland its set-up link, the key as its token', () => {
    const { searchParams, protocol } = new URL(deviceSetup('overland', access).scanned ?? '');

    expect(protocol).toBe('overland:');
    expect(Object.fromEntries(searchParams)).toEqual({
      url: 'https://fleet.example/in/overland',
      token: 'abc123',
      device_id: 'Van 1',
    });
  });

  it.each(['gpslogger', 'osmand'] as const)('gives %s one text, scanned or pasted', (app) => {
    const { scanned, text } = deviceSetup(app, access);

    expect(scanned).toBe(text);
    expect(text).toMatch(new RegExp(`^https://fleet.example/in/abc123/${app}\\?lat=.+&lon=`));
  });

  it('gives a program a line for curl, and nothing to scan', () => {
    const { scanned, text } = deviceSetup('program', access);

    expect(scanned).toBeUndefined();
    expect(text).toMatch(/^curl .*"lat".* https:\/\/fleet\.example\/in\/abc123\/report$/);
  });
});
