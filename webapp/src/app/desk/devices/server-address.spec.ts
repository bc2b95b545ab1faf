import { describe, expect, it } from '@jest/globals';
import { serverAddress } from './server-address';

describe('serverAddress', () => {
  it('is where the page is, below its path too', () => {
    expect(serverAddress(undefined, 'https://a.example/')).toBe('https://a.example');
    expect(serverAddress(undefined, 'https://a.example/fleet/?x=1')).toBe(
      'https://a.example/fleet',
    );
  });

  it.each(['https://in.example', 'https://in.example/', 'https://in.example/in/'])(
    'is where the gateway says that devices deliver: %s',
    (devicesUrl) => {
      expect(serverAddress(devicesUrl, 'https://a.example/')).toBe('https://in.example');
    },
  );
});
