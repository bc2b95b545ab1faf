import { describe, expect, it, jest } from '@jest/globals';
import { combinations } from './combinations.ts';
import { exceptions, exemptions } from './exemptions.ts';
import { readFlatFiles } from './render.ts';
import { allRules } from './rules/all-rules.ts';

// Other programs are started, which takes its time on a busy machine.
jest.setTimeout(60_000);

const isExempt = (rule: number) => exemptions.some((exemption) => exemption.rule === rule);

/** Whether a complaint is about a workload that must not keep this rule. */
const isExpected = (complaint: string, rule: number) =>
  exceptions.some((one) => one.rule === rule && complaint.startsWith(`${one.workload}: `));

describe.each(combinations)('With $name', ({ skipped, isProduction, manifests }) => {
  for (const { number, name, complaints } of allRules) {
    if (isExempt(number) && !isProduction) continue;
    const title = `rule ${number}: everything ${name}`;
    if (skipped) it.skip(`${title} (skipped: ${skipped})`, () => undefined);
    else {
      it(title, async () => {
        const found = await complaints(manifests());
        expect(found.filter((complaint) => !isExpected(complaint, number))).toEqual([]);
      });
    }
  }
});

describe('The exemptions', () => {
  it('are three at most', () => {
    expect(exemptions.length).toBeLessThanOrEqual(3);
  });

  it.each(exemptions)('are needed: the flat files break rule $rule', async ({ rule }) => {
    const broken = allRules.find(({ number }) => number === rule);
    expect(await broken?.complaints(readFlatFiles())).not.toEqual([]);
  });

  it('for one workload are one at most', () => {
    expect(exceptions.length).toBeLessThanOrEqual(1);
  });

  it.each(exceptions)('for one workload are needed: $workload, rule $rule', async ({ rule }) => {
    const broken = allRules.find(({ number }) => number === rule);
    const found = (await broken?.complaints(readFlatFiles())) ?? [];
    expect(found.filter((complaint) => isExpected(complaint, rule))).toHaveLength(2);
  });

  it('are for rules that exist, which are twenty', () => {
    expect(allRules.map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });
});
