import { describe, expect, it, jest } from '@jest/globals';
import { stringify } from 'yaml';
import { combinations } from './combinations.ts';
import type { Manifest } from './manifests.ts';
import { isInstalled, run } from './programs.ts';

// Other programs are started, which takes its time on a busy machine.
jest.setTimeout(60_000);

/** Kinds of the Prometheus operator, whose schema kubeconform has not. */
const unknownKinds = 'ServiceMonitor,PodMonitor,PrometheusRule';

/** What kubeconform finds, also fields that the API does not know: a slip of the pen. */
function problems(manifests: readonly Manifest[]): string {
  // Kubernetes reads YAML 1.1, where a plain `off` is no text.
  const texts = manifests.map((manifest) => stringify(manifest, { version: '1.1' }));
  const args = ['-strict', '-skip', unknownKinds, '-'];
  const { isContent, stdout } = run('kubeconform', args, texts.join('---\n'));
  return isContent ? '' : stdout;
}

const missing = isInstalled('kubeconform') ? undefined : 'kubeconform is not installed';

describe('kubeconform', () => {
  for (const { name, skipped = missing, manifests } of combinations) {
    if (skipped) {
      it.skip(`finds nothing wrong with ${name} (skipped: ${skipped})`, () => undefined);
    } else {
      it(`finds nothing wrong with ${name}`, () => {
        expect(problems(manifests())).toBe('');
      });
    }
  }

  if (missing) {
    it.skip(`finds an unknown field (skipped: ${missing})`, () => undefined);
  } else {
    it('finds an unknown field', () => {
      const metadata = { name: 'misspelt', lables: {} };
      expect(problems([{ apiVersion: 'v1', kind: 'ConfigMap', metadata }])).toContain('lables');
    });
  }
});
