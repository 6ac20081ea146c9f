import type { Generator, GeneratorInputs } from './generator';

/** Whether the Argo CD of these inputs is at least `version`; the newest one is. */
export function isAtLeast({ argocd }: Pick<GeneratorInputs, 'argocd'>, version: string): boolean {
  if (argocd === undefined) return true;
  const [major = 0, minor = 0] = argocd.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = version.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Whether that Argo CD has a generator; of one that it does not have it drops the field. */
export function hasGenerator(inputs: GeneratorInputs, { since }: Generator): boolean {
  return since === undefined || isAtLeast(inputs, since);
}
