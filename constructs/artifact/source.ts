import { rulesUnder, type Strategy } from '../../lib/core';
import { HEAD, isPin, type Ring } from '../../lib/releases';
import { DEPLOYS, type Deployable, type Reasons } from '../deployable';
import { recordedReasons } from '../recorded-reasons';
import { expectedIn, type Drift } from '../drift';
import { checkDrift } from './check-drift';
import {
  carriesRules,
  clusterResourcesOf,
  expectationOf,
  expectedRulesOf,
  ignoreDifferencesOf,
  namespacesOf,
  undecidedOf,
  writersOf,
} from './facts';
import { contentOf, optionReasonsOf, syncOptionsOf } from './sync-options';
import { DeferredString } from './deferred';
import { checkSize } from './check-size';
import { packedOf } from './content';
import type { Delivery } from './delivery';
import { ArtifactError } from './errors';
import { programOf } from './program';
import { requireTarget } from '../targets';

/** Which release, and where there are variants, which of them. */
export type SourceOptions<Variant extends string> = {
  /** The line of `releases.yaml` that says what runs: `production`. */
  readonly ring: string;
  /** For the Applications of this source alone, beside what the artifact says. Default nothing. */
  readonly drift?: Drift;
} & ([Variant] extends [never]
  ? { readonly variant?: FolderParam }
  : { readonly variant: Variant | FolderParam<Variant> });

/** A parameter that is a folder of the artifact: `path.path` of `ociDirectories(artifact, …)`. */
export interface FolderParam<Variant extends string = string> {
  /** What stands between the braces of a template. */
  readonly expression: string;
  /** The one folder that it always is. */
  readonly known?: Variant | undefined;
}

/** A source of an Argo CD Application, as upstream spells it. */
export interface ArtifactSource {
  /** `oci://ghcr.io/acme/manifests/core-stack` */
  readonly repoURL: string;
  /** The variant, or `.`. */
  readonly path: string;
  /** `sha256:…`, known at synth. */
  readonly targetRevision: string;
  /** For the Applications that use it. */
  readonly [DEPLOYS]: Deployable;
}

export function artifactSource(
  delivery: Delivery,
  variants: readonly string[],
  options: {
    readonly ring: string;
    readonly variant?: string | FolderParam | undefined;
    readonly drift?: Drift;
  },
): ArtifactSource {
  const { ring, drift } = options;
  checkRing(delivery.name, ring);
  checkDrift(delivery.construct, drift, `the source of artifact '${delivery.name}'`);
  const { path, variant } = folderOf(delivery.name, variants, options.variant);
  const { targets } = programOf(delivery.construct) ?? {};
  requireTarget(targets, 'argocd', '3.1', `the OCI source of artifact '${delivery.name}'`);
  const repository = repositoryOf(delivery, ring);
  const repoURL = `oci://${repository}`;
  const release = () => releaseOf(delivery, ring);
  return {
    repoURL,
    path,
    targetRevision: DeferredString.of(
      `the digest of artifact '${delivery.name}' in ring '${ring}'`,
      () => {
        const pinned = release();
        checkRepository(delivery, ring, repository);
        if (isPin(pinned)) return pinned.digest;
        const { digest, files } = packedOf(delivery);
        const folders = path.startsWith('{{') ? variants : [variant ?? ''];
        for (const one of folders) checkSize(delivery.name, files, one, delivery.folderLimitBytes);
        return digest;
      },
    ),
    [DEPLOYS]: deployable(delivery, { repoURL, ring, variant, drift }, release),
  };
}

/** The path that a source writes, and the variant that it is; of a parameter it may be any. */
function folderOf(
  artifact: string,
  variants: readonly string[],
  folder: string | FolderParam | undefined,
): { readonly path: string; readonly variant: string | undefined } {
  if (typeof folder === 'object') return { path: `{{ ${folder.expression} }}`, variant: undefined };
  checkVariant(artifact, variants, folder);
  return { path: folder ?? '.', variant: folder };
}

interface At {
  readonly repoURL: string;
  readonly ring: string;
  readonly variant: string | undefined;
  readonly drift: Drift | undefined;
}

function deployable(delivery: Delivery, at: At, release: () => Ring): Deployable {
  const { repoURL, variant, drift } = at;
  return {
    repoURL,
    ignoreDifferences(strategy = 'clientSide') {
      if (drift === 'report') return [];
      const pinned = release();
      const own = isPin(pinned)
        ? rulesUnder(pinned.drift, strategy)
        : ignoreDifferencesOf(delivery, variant, strategy);
      return [...own, ...expectedRulesOf(delivery, expectedIn(drift), strategy)];
    },
    carriesRules: () => drift !== 'report' && carriesRules(delivery, variant),
    syncOptions() {
      if (drift === 'report') return [];
      const pinned = release();
      return isPin(pinned) ? (pinned.syncOptions ?? []) : syncOptionsOf(delivery, variant);
    },
    syncContent() {
      if (drift === 'report' || isPin(release())) return undefined;
      return contentOf(delivery, variant);
    },
    clusterResources: () => clusterResourcesOf(delivery),
    namespaces: () => namespacesOf(delivery, variant),
    version() {
      const pinned = release();
      return isPin(pinned) ? pinned.version : undefined;
    },
    reasons: (strategy) => reasonsOf(delivery, at, release(), strategy),
  };
}

function reasonsOf(delivery: Delivery, at: At, release: Ring, strategy?: Strategy): Reasons {
  const { ring, variant, drift } = at;
  const place = `ring '${ring}' of '${delivery.name}'`;
  const expected = expectedIn(drift).map(expectationOf);
  if (!isPin(release)) {
    const rules = [...writersOf(delivery, variant, strategy), ...expected];
    const revision = `what this program builds: ${place} is head`;
    if (drift === 'report') return { revision, rules: [] };
    const options = optionReasonsOf(delivery, variant);
    return { revision, rules, options, undecided: undecidedOf(delivery, variant, strategy) };
  }
  const { version = 'a release', drift: recorded } = release;
  const rules = recordedReasons(recorded, strategy, `recorded with ${version}`);
  return {
    revision: `${version}, to which ${place} is pinned`,
    rules: drift === 'report' ? [] : [...rules, ...expected],
    options: (release.syncOptions ?? []).map((option) => `${option}: recorded with ${version}`),
  };
}

/** @throws {ReleasesError} for a ring that `releases.yaml` does not name. */
function releaseOf({ construct, name }: Delivery, ring: string): Ring {
  return programOf(construct)?.releases.ring(name, ring) ?? HEAD;
}

/** Where the content of a ring is: where its release was promoted to, else where it is pushed to. */
export function repositoryOf(delivery: Delivery, ring: string): string | undefined {
  const releases = programOf(delivery.construct)?.releases;
  // A ring that the file does not name is told at synth.
  if (!releases?.rings(delivery.name).includes(ring)) return delivery.repository;
  const release = releases.ring(delivery.name, ring);
  return (isPin(release) ? release.repository : undefined) ?? delivery.repository;
}

/** @throws {ArtifactError} where the releases came to the app after the source was made. */
function checkRepository(delivery: Delivery, ring: string, written: string | undefined): void {
  const found = repositoryOf(delivery, ring);
  if (found === written) return;
  throw new ArtifactError(
    'ARTIFACT_RELEASES_LATE',
    `ring '${ring}' of '${delivery.name}' runs from ${found}, but its source was made before releases.yaml was read, and names ${written}`,
    'call accelerate(app) right after new App(), before anything uses an artifact',
  );
}

function checkVariant(
  artifact: string,
  variants: readonly string[],
  variant: string | undefined,
): void {
  if (variants.length === 0 ? variant === undefined : variants.includes(variant ?? '')) return;
  throw new ArtifactError(
    'ARTIFACT_VARIANT_UNKNOWN',
    `artifact '${artifact}' has ${variant === undefined ? 'variants, and none is named' : `no variant '${variant}'`}`,
    variants.length === 0 ? 'leave variant out' : `write one of ${variants.join(', ')}`,
  );
}

/** Without types a ring may be left out, and everything would run head. */
function checkRing(artifact: string, ring: unknown): void {
  if (typeof ring === 'string' && ring !== '') return;
  throw new ArtifactError(
    'ARTIFACT_RING_MISSING',
    `the source of artifact '${artifact}' names no ring`,
    "write the line of releases.yaml that says what runs: source({ ring: 'production' })",
  );
}
