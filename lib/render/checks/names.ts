import type { Manifest } from '../../core';
import type { Check } from '../check';
import { examples } from '../examples';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);

/** Names are DNS subdomains, and of two Applications with one name the controller applies neither. */
export const names: Check = (applications, _inputs, report) => {
  const counts = new Map<string, number>();
  for (const application of applications) {
    const name = nameOf(application);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const pointer = '/spec/template/metadata/name';
  const invalid = [...counts.keys()].filter((name) => name.length > 253 || !SUBDOMAIN.test(name));
  if (invalid.length > 0) {
    report.add({
      rule: 'application-name-invalid',
      severity: 'error',
      message: `gives the name ${examples(invalid)}, which the API server refuses`,
      hint: 'use nameNormalized, or normalize, and keep names to 253 lower-case letters, digits, - and .',
      pointer,
    });
  }
  const duplicate = [...counts].filter(([, count]) => count > 1).map(([name]) => name);
  if (duplicate.length > 0) {
    report.add({
      rule: 'application-name-duplicate',
      severity: 'error',
      message: `gives the name ${examples(duplicate)} more than once, and the controller applies none of them`,
      hint: 'put every parameter that tells the Applications apart into the name',
      pointer,
    });
  }
};

function nameOf({ metadata }: Manifest): string {
  return metadata.name ?? '';
}
