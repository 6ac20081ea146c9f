import { fixed, type TemplateFunction } from '../functions';
import { satisfies } from '../semver/constraint';
import { Version } from '../semver/value';
import { readVersion, type VersionData } from '../semver/version';
import { fail } from './panic';

export const versions: Readonly<Record<string, TemplateFunction>> = {
  semver: fixed(['string'], (text) => new Version(read(text))),
  semverCompare: fixed(['string', 'string'], (constraint, text) => {
    // Go reads the constraint first.
    const any = { major: 0n, minor: 0n, patch: 0n, prerelease: '', metadata: '', original: '' };
    const problem = satisfies(any, constraint);
    if (typeof problem === 'string') fail(problem);
    return satisfies(read(text), constraint);
  }),
};

function read(text: string): VersionData {
  const version = readVersion(text);
  return typeof version === 'string' ? fail(version) : version;
}
