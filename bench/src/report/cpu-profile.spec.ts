import { describe, expect, it } from '@jest/globals';
import { callTree, topFunctions, type CpuProfile } from './cpu-profile.ts';
import { drawFlameGraph } from './flame-graph.ts';

const frame = (functionName: string, url = '') => ({ functionName, url, lineNumber: 6 });

const profile: CpuProfile = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 3] },
    { id: 2, callFrame: frame('(idle)') },
    { id: 3, callFrame: frame('save', 'file:///a/store/save.js'), children: [4] },
    { id: 4, callFrame: frame('write<T>', 'file:///a/store/write.js') },
  ],
  samples: [2, 3, 4, 4, 4],
  timeDeltas: [500, 100, 100, 100, 100],
};

describe('callTree', () => {
  it('adds the time below a function to its own', () => {
    const save = callTree(profile).callees[1];

    expect(save).toMatchObject({
      name: 'save store/save.js:7',
      selfMicros: 100,
      totalMicros: 400,
    });
  });
});

describe('topFunctions', () => {
  it('names those that took most time themselves, and leaves idle time out', () => {
    expect(topFunctions(profile, 5)).toEqual([
      { name: 'write<T> store/write.js:7', share: 0.75 },
      { name: 'save store/save.js:7', share: 0.25 },
    ]);
  });
});

describe('drawFlameGraph', () => {
  it('draws a box for each function that is not idle', () => {
    const svg = drawFlameGraph('tracker', callTree(profile));

    expect(svg.match(/<title>[^<]*/g)).toEqual([
      '<title>(root): 100.0 %',
      '<title>save store/save.js:7: 100.0 %',
      '<title>write&lt;T&gt; store/write.js:7: 75.0 %',
    ]);
  });

  it('draws nothing but its title of a process that only idled', () => {
    const idle = { ...profile, samples: [2], timeDeltas: [500] };

    expect(drawFlameGraph('tracker', callTree(idle))).not.toContain('NaN');
  });
});
