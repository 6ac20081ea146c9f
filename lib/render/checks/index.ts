import type { Check } from '../check';
import { checkDestinations } from './destinations';
import { names } from './names';
import { number } from './number';
import { unresolved } from './unresolved';

const checks: readonly Check[] = [number, names, checkDestinations, unresolved];

/** Looks at what an ApplicationSet gives, as the controller and the API server would next. */
export const checkApplications: Check = (applications, inputs, report) => {
  for (const check of checks) check(applications, inputs, report);
};
