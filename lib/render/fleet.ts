import type { Diagnostic, Manifest, ManifestSet } from '../core';
import { checkDestinations } from './checks/destinations';
import { checkProjects } from './checks/projects';
import { checkSharedNames } from './checks/shared-names';
import { expandApplicationSet, type ExpandInputs } from './expand';
import { Report } from './report';

export type FleetInputs = Omit<ExpandInputs, 'origin'>;

export interface Fleet {
  /** Applications that are written out and those of every ApplicationSet, in the set's order. */
  readonly applications: Manifest[];
  readonly diagnostics: Diagnostic[];
}

/**
 * What every cluster of the inventory gets from the Applications and ApplicationSets of a set;
 * its AppProjects say what is permitted.
 */
export function expandFleet(set: ManifestSet, given: FleetInputs): Fleet {
  const inputs = { ...given, projects: given.projects ?? projectsOf(set) };
  const applications: Manifest[] = [];
  const diagnostics: Diagnostic[] = [];
  const owners = new Map<Manifest, Manifest>();
  for (const manifest of set) {
    if (!manifest.apiVersion.startsWith('argoproj.io/')) continue;
    const origin = set.originOf(manifest);
    if (manifest.kind === 'ApplicationSet') {
      const expansion = expandApplicationSet(manifest, { ...inputs, origin });
      for (const application of expansion.applications) {
        applications.push(application);
        owners.set(application, manifest);
      }
      diagnostics.push(...expansion.diagnostics);
    } else if (manifest.kind === 'Application') {
      const report = new Report(manifest, origin);
      checkDestinations([manifest], inputs, report);
      checkProjects([manifest], inputs, report);
      applications.push(manifest);
      diagnostics.push(...report.diagnostics());
    }
  }
  diagnostics.push(...checkSharedNames(applications, owners, set));
  return { applications, diagnostics };
}

function projectsOf(set: ManifestSet): readonly Manifest[] {
  return [...set].filter(
    ({ apiVersion, kind }) => kind === 'AppProject' && apiVersion.startsWith('argoproj.io/'),
  );
}
