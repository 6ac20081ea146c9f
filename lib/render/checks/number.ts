import type { Check } from '../check';

/** The controller lists at most so many in the set's status. */
const STATUS_LIMIT = 5000;

/** No Applications delete the old ones; very many do not fit the set's status. */
export const number: Check = (applications, _inputs, report) => {
  if (applications.length === 0 && !report.unsure) {
    report.add({
      rule: 'application-set-empty',
      severity: 'warning',
      message: 'gives no Applications, and the controller deletes those that it gave before',
      hint: 'check the generators: their selectors, elements and inputs match nothing',
      pointer: '/spec/generators',
    });
  }
  if (applications.length >= STATUS_LIMIT) {
    report.add({
      rule: 'application-set-too-large',
      severity: 'warning',
      message: `gives ${applications.length} Applications, and its status holds ${STATUS_LIMIT}`,
      hint: `split the set into several of fewer than ${STATUS_LIMIT} Applications`,
      pointer: '/spec/generators',
    });
  }
};
