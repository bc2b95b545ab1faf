import { describe, expect, it, jest } from '@jest/globals';
import { noRendering, renderRecipe } from './render.ts';
import { type Manifest, ofKind } from './manifests.ts';

// Other programs are started, which takes its time on a busy machine.
jest.setTimeout(60_000);

/** More of these does no good: one process decides, the same reports twice, files cost next to nothing. */
const notScaled = ['fleet-registry', 'position-simulator', 'webapp'];

/** What an autoscaler of each Deployment may do, by the Deployment's name. */
function rangesOf(manifests: readonly Manifest[]): Record<string, readonly number[]> {
  const scalers = ofKind(manifests, 'HorizontalPodAutoscaler');
  return Object.fromEntries(
    scalers.map(({ spec }) => [
      spec.scaleTargetRef.name,
      [spec.minReplicas ?? 1, spec.maxReplicas],
    ]),
  );
}

describe('The component hpa', () => {
  const title = 'has an autoscaler for each Deployment of which more do more';
  if (noRendering) it.skip(`${title} (skipped: ${noRendering})`, () => undefined);
  else {
    it(title, () => {
      const recipe = { resources: ['base'], components: ['ha', 'hpa'] };
      const manifests = renderRecipe(recipe);
      const scalable = ofKind(manifests, 'Deployment')
        .map(({ metadata }) => metadata.name)
        .filter((name) => !notScaled.includes(name));

      const ranges = rangesOf(manifests);

      expect(Object.keys(ranges).toSorted()).toEqual(scalable.toSorted());
      expect(ranges['position-receiver']).toEqual([2, 4]);
    });
  }
});
