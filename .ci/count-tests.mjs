/**
 * Prints "PASSED FAILED" of a report of Jest or Playwright (JSON), and on the error stream what failed
 * and why. Fails, with the names, where tests were skipped, and where none ran: CI has every server, so
 * that nothing may be passed by.
 */
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** So many lines of what a failed test says: the end of the log is all that is kept of a long one. */
const linesOfMessage = 12;

/** Each test of a report as its name, how it ended, and what it says if that was badly. */
function* testsOf(report) {
  for (const file of report.testResults ?? []) {
    if (file.assertionResults.length === 0)
      yield { name: file.name, outcome: file.status, message: file.message };
    for (const { fullName, status, failureMessages } of file.assertionResults)
      yield { name: fullName, outcome: status, message: failureMessages?.[0] };
  }
  const suites = [...(report.suites ?? [])];
  for (let suite = suites.pop(); suite; suite = suites.pop()) {
    suites.push(...(suite.suites ?? []));
    for (const { title, tests } of suite.specs) {
      for (const { status, results } of tests)
        // Further tries only say that there was no reason for them.
        yield { name: title, outcome: status, message: messageOf(results[0]) };
    }
  }
}

/** All that went wrong in a try: a console error, say, besides what was expected in vain. */
function messageOf(result) {
  return result?.errors?.map(({ message, value }) => message ?? value).join('\n');
}

const outcomes = {
  passed: 'passed',
  expected: 'passed',
  // Of Playwright: passed when it was run anew, since the network of the machine had changed.
  flaky: 'passed',
  pending: 'skipped',
  skipped: 'skipped',
};

function describe(message) {
  const lines = stripVTControlCharacters(message ?? '').split('\n');
  const said = lines.filter((line) => line.trim() !== '').slice(0, linesOfMessage);
  return said.map((line) => `    ${line}`).join('\n');
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const test of testsOf(JSON.parse(readFileSync(process.argv[2], 'utf8')))) {
  const { name, outcome, message } = test;
  const kind = outcomes[outcome] ?? 'failed';
  counts[kind] += 1;
  if (outcome === 'flaky') console.error(`Passed when run anew: ${name}`);
  if (kind === 'skipped') console.error(`Skipped: ${name}`);
  if (kind === 'failed') console.error(`Failed: ${name}\n${describe(message)}`);
}
console.log(`${counts.passed} ${counts.failed + counts.skipped}`);
if (counts.passed === 0) {
  console.error('No test passed.');
  process.exit(1);
}
