import { describe, expect, it } from '@jest/globals';
import { mayReload, scriptsOf } from './upgrade-rule';

const now = 3_600_000;
const resting = {
  isHidden: false,
  isTyping: false,
  isPlaying: false,
  usedAt: 0,
  reloadedAt: -Infinity,
};

describe('a page of an old release', () => {
  it.each([
    ['reloads itself when nobody uses it', {}, true],
    ['waits while somebody types', { isTyping: true }, false],
    ['waits while the past is played', { isPlaying: true, isHidden: true }, false],
    ['waits while somebody has just clicked', { usedAt: now - 14_000 }, false],
    ['reloads itself where nobody sees it', { isHidden: true, isTyping: true }, true],
    ['does not reload itself again and again', { reloadedAt: now - 500_000 }, false],
  ])('%s', (_, use, expected) => {
    expect(mayReload(now, { ...resting, ...use })).toBe(expected);
  });

  it('is told by the names of its scripts', () => {
    const index = (hash: string) =>
      `<script nonce="1">inline</script><script src="main-${hash}.js" type="module" nonce="2"></script>`;

    expect(scriptsOf(index('A'))).toBe('main-A.js');
    expect(scriptsOf(index('B'))).not.toBe(scriptsOf(index('A')));
  });
});
