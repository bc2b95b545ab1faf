import { describe, expect, it } from '@jest/globals';
import { linkInAddress } from './link-in-address';

const token = 'abcdefghijklmnop-_0123';

describe('linkInAddress', () => {
  it('reads what a link is for', () => {
    expect(linkInAddress(`#/link/${token}`)).toEqual({ kind: 'link', token });
    expect(linkInAddress(`#/share/${token}`)).toEqual({ kind: 'share', token });
  });

  it.each([
    '',
    '#',
    '#fleet',
    '#/share/',
    '#/share/short',
    `#/other/${token}`,
    `#/link/${token}/x`,
  ])('passes over another address: %s', (hash) => {
    expect(linkInAddress(hash)).toBeUndefined();
  });
});
