import { accessRules } from './access-rules.ts';
import { availabilityRules } from './availability-rules.ts';
import { containerRules } from './container-rules.ts';
import { objectRules } from './object-rules.ts';
import type { Rule } from './rule.ts';

/** The twenty rules, in their order. */
export const allRules: readonly Rule[] = [
  ...containerRules,
  ...accessRules,
  ...availabilityRules,
  ...objectRules,
].sort((one, other) => one.number - other.number);
