import { expect, it } from '@jest/globals';
import { baseFile, expectedBaseFile } from './base-file.ts';

it('k8s/base holds the flat files (if not: node k8s/tests/src/base-file.ts)', () => {
  expect(baseFile()).toBe(expectedBaseFile());
});
