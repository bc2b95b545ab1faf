/**
 * Prints "PASSED FAILED" of a report of Jest or Playwright (JSON). Fails, with the names, where tests
 * were skipped, and where none ran: CI has every server, so that nothing may be passed by.
 */
import { readFileSync } from 'node:fs';

/** Each test of a report as its name and how it ended. */
function* testsOf(report) {
  for (const file of report.testResults ?? []) {
    if (file.assertionResults.length === 0) yield { name: file.name, outcome: file.status };
    for (const { fullName, status } of file.assertionResults)
      yield { name: fullName, outcome: status };
  }
  const suites = [...(report.suites ?? [])];
  for (let suite = suites.pop(); suite; suite = suites.pop()) {
    suites.push(...(suite.suites ?? []));
    for (const { title, tests } of suite.specs) {
      for (const { status } of tests) yield { name: title, outcome: status };
    }
  }
}

const outcomes = { passed: 'passed', expected: 'passed', pending: 'skipped', skipped: 'skipped' };
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const { name, outcome } of testsOf(JSON.parse(readFileSync(process.argv[2], 'utf8')))) {
  const kind = outcomes[outcome] ?? 'failed';
  counts[kind] += 1;
  if (kind === 'skipped') console.error(`Skipped: ${name}`);
}
console.log(`${counts.passed} ${counts.failed + counts.skipped}`);
if (counts.passed === 0) {
  console.error('No test passed.');
  process.exit(1);
}
