import type { Check } from '../check';
import { checkDestinations } from './destinations';
import { exponents } from './exponents';
import { names } from './names';
import { number } from './number';
import { checkProjects } from './projects';
import { rollingSync } from './rolling-sync';
import { unresolved } from './unresolved';

const checks: readonly Check[] = [
  number,
  names,
  checkDestinations,
  checkProjects,
  rollingSync,
  unresolved,
  exponents,
];

/** Looks at what an ApplicationSet gives, as the controller and the API server would next. */
export const checkApplications: Check = (applications, inputs, report) => {
  for (const check of checks) check(applications, inputs, report);
};
