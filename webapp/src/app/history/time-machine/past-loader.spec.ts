import { describe, expect, it } from '@jest/globals';
import { FakePastSource } from '../../testing/fake-past-source';
import { PastLoader } from './past-loader';

function setUp() {
  const source = new FakePastSource();
  const shown: number[] = [];
  const errors: unknown[] = [];
  const loader = new PastLoader(source, {
    loaded: ({ at }) => shown.push(at),
    failed: (error) => errors.push(error),
  });
  return { source, shown, errors, loader };
}

/** Lets everything that is ready come to its end. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('PastLoader', () => {
  it('loads what is wanted', async () => {
    const { shown, loader } = setUp();

    loader.want(1_000);
    expect(loader.isLoading).toBe(true);
    await settle();

    expect(shown).toEqual([1_000]);
    expect(loader.isLoading).toBe(false);
  });

  it('has one request under way, and then asks for the newest wish only', async () => {
    const { source, shown, loader } = setUp();
    source.isSlow = true;

    for (const at of [1_000, 2_000, 3_000, 4_000]) loader.want(at);
    expect(source.asked).toEqual(['at 1000']);
    source.answer();
    await settle();
    expect(source.asked).toEqual(['at 1000', 'at 4000']);
    expect(shown).toEqual([1_000]);
    source.answer();
    await settle();

    expect(shown).toEqual([1_000, 4_000]);
    expect(loader.isLoading).toBe(false);
  });

  it('shows what it knows at once, and nothing late over it', async () => {
    const { source, shown, loader } = setUp();
    loader.want(1_000);
    await settle();

    source.isSlow = true;
    loader.want(2_000);
    loader.want(1_000);
    expect(shown).toEqual([1_000, 1_000]);
    source.answer();
    await settle();

    expect(shown).toEqual([1_000, 1_000]);
    expect(source.asked).toEqual(['at 1000', 'at 2000']);
  });

  it('forgets what was wanted long ago', async () => {
    const { source, loader } = setUp();
    for (let at = 0; at <= 40; at++) {
      loader.want(at);
      await settle();
    }

    loader.want(40);
    loader.want(0);

    expect(source.asked.filter((asked) => asked === 'at 40')).toHaveLength(1);
    expect(source.asked.filter((asked) => asked === 'at 0')).toHaveLength(2);
  });

  it('says that it failed, only of what is still wanted', async () => {
    const { source, shown, errors, loader } = setUp();
    source.isAway = true;
    loader.want(1_000);
    loader.want(2_000);
    await settle();

    expect(errors).toEqual([new Error('the gateway answered 503')]);
    source.isAway = false;
    loader.want(2_000);
    await settle();
    expect(shown).toEqual([2_000]);
  });

  it('tells nothing more once it is cancelled', async () => {
    const { source, shown, errors, loader } = setUp();
    source.isSlow = true;
    loader.want(1_000);
    loader.cancel();
    source.answer();
    await settle();

    expect([shown, errors]).toEqual([[], []]);
    expect(loader.isLoading).toBe(false);
  });
});
