'use strict';

/** Ends a run with the plain line `N passed, N failed`; skipped tests are counted, never silent. */
module.exports = class SummaryReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    process.once('exit', () => {
      process.stderr.write(`\n${numPassedTests} passed, ${failed} failed${skipped}\n`);
    });
  }
};
