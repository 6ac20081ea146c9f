import type { Fight, Fix, Manifest, ManifestSet, Pointer, Severity } from '../core';
import type { Context } from './context';
import type { Step } from './pipeline/pipeline';

/** What `--only` chooses by. */
export const categories = [
  'schema',
  'deprecations',
  'gitops',
  'drift',
  'secrets',
  'crossplane',
] as const;
export type Category = (typeof categories)[number];

/** One sentence that manifests should keep, and how to find those that do not. */
export interface Rule<Id extends string = string> {
  /** In kebab case; public: people write it into their suppressions. */
  readonly id: Id;
  readonly category: Category;
  /** Its number in the catalogue of drift, `DRIFT001`; several rules may share one. */
  readonly number?: `DRIFT${string}`;
  /** Of findings that do not state their own. */
  readonly severity: Severity;
  /** The sentence, true of manifests that are right. */
  readonly summary: string;
  /** The repair, as an order; findings may state a better one. */
  readonly hint: string;
  /** Why: documentation or code of the controller. */
  readonly source: string;
  check(set: ManifestSet, context: Context): Iterable<Finding>;
}

/** A place that breaks a rule: in a manifest, or in a step of a pipeline. */
export type Finding = FindingBody &
  (
    | {
        readonly at: Manifest;
        /** Default: the whole object. */
        readonly pointer?: Pointer;
      }
    | { readonly step: Step }
  );

interface FindingBody {
  /** Read after the place: "is 3, but …"; lower case, no full stop. */
  readonly message: string;
  readonly severity?: Severity;
  readonly hint?: string;
  readonly fight?: Fight;
  readonly fixes?: readonly Fix[];
}

/** Types a rule's id, so that the list of rules knows all of them. */
export function rule<const Id extends string>(spec: Rule<Id>): Rule<Id> {
  return spec;
}
