import type { IConstruct } from 'constructs';
import { ManifestSet, rulesUnder, valueAt } from '../../lib/core';
import { claimantOf, fights, rulesOf, scalePathOf, type WriterClaim } from '../../lib/drift';
import { HEAD, isPin, type Ring } from '../../lib/releases';
import type { IgnoreDifference } from '../deployable';
import { expectedIn, type Drift } from '../drift';
import { digestOf } from './content';
import { DeferredString } from './deferred';
import { deliveriesOf, type Delivery } from './delivery';
import { ArtifactError } from './errors';
import { expectedRulesOf, factsOf, openClaimsOf } from './facts';
import { programOf } from './program';
import { repositoryOf } from './source';

/** What Flux runs of an artifact: the release that a ring pins, and what its content needs. */
export interface FluxRelease {
  /** The artifact's id. */
  readonly name: string;
  /** `oci://ghcr.io/acme/manifests/core-stack` */
  readonly url: string;
  /** `sha256:…`, known at synth. */
  readonly digest: string;
  readonly variants: readonly string[];
  /** Whether it holds files that exist, whose folders nobody here lists as variants. */
  readonly hasFiles: boolean;
  /** `2.1.0`, or `undefined` for what this program builds. */
  version(): string | undefined;
  /** `what this program builds`, or where it is pinned. */
  revision(): string;
  /**
   * The fields that the content holds and that a controller writes too. A scale that an autoscaler
   * writes is left out of what a program builds, so it is none of them.
   */
  rules(variant: string | undefined, drift: Drift | undefined): readonly IgnoreDifference[];
  /** What may be written, and what no rule of Flux can say: a line each. */
  undecided(variant: string | undefined): readonly string[];
}

/** @throws {ArtifactError} `ARTIFACT_RING_MISSING` */
export function fluxRelease(
  artifact: IConstruct & { readonly variants: readonly string[] },
  ring: unknown,
): FluxRelease {
  const delivery = deliveriesOf(artifact).find(({ construct }) => construct === artifact);
  if (!delivery) {
    throw new ArtifactError(
      'ARTIFACT_CHART_FOREIGN',
      `'${artifact.node.path}' is no artifact of this app`,
      'give the Artifact itself',
    );
  }
  const { name, parts, files } = delivery;
  if (typeof ring !== 'string' || ring === '') {
    throw new ArtifactError(
      'ARTIFACT_RING_MISSING',
      `the OCIRepository of artifact '${name}' names no ring`,
      "write the line of releases.yaml that says what runs: ring: 'production'",
    );
  }
  const release = (): Ring => programOf(artifact)?.releases.ring(name, ring) ?? HEAD;
  return {
    name,
    url: `oci://${repositoryOf(delivery, ring) ?? ''}`,
    digest: DeferredString.of(`the digest of artifact '${name}' in ring '${ring}'`, () => {
      const pinned = release();
      return isPin(pinned) ? pinned.digest : digestOf(delivery);
    }),
    variants: artifact.variants,
    hasFiles: parts.every(({ folder }) => folder === '') && files().length > 0,
    version() {
      const pinned = release();
      return isPin(pinned) ? pinned.version : undefined;
    },
    revision() {
      const pinned = release();
      const place = `ring '${ring}' of '${name}'`;
      if (!isPin(pinned)) return `what this program builds: ${place} is head`;
      return `${pinned.version ?? 'a release'}, to which ${place} is pinned`;
    },
    rules(variant, drift) {
      if (drift === 'report') return [];
      const pinned = release();
      const own = isPin(pinned)
        ? rulesUnder(pinned.drift, 'serverSideDiff').flatMap((rule) => withoutScale(delivery, rule))
        : rulesOf(writtenClaims(delivery, variant), 'serverSideDiff');
      return [...own, ...expectedRulesOf(delivery, expectedIn(drift), 'serverSideDiff')];
    },
    undecided: (variant) =>
      isPin(release())
        ? []
        : openClaimsOf(delivery, variant)
            .filter((claim) => claim.maybe && fights(claim, 'serverSideDiff'))
            .map((claim) => `${claimantOf(claim)} may write ${claim.jq ?? claim.pointer}`),
  };
}

/** Claims on fields that are in what is packed. */
function writtenClaims(delivery: Delivery, variant: string | undefined): WriterClaim[] {
  return openClaimsOf(delivery, variant).filter((claim) => {
    const { at, pointer } = claim;
    return at && valueAt(at, pointer) !== undefined && fights(claim, 'serverSideDiff');
  });
}

const NOTHING = ManifestSet.of([]);

/** Recorded rules name the scales that were left out of the content as well. */
function withoutScale(delivery: Delivery, rule: IgnoreDifference): IgnoreDifference[] {
  if (delivery.files().length > 0) return [rule];
  const { group = '', kind, jsonPointers = [], jqPathExpressions = [] } = rule;
  const apiVersion = group === '' ? 'v1' : `${group}/v1`;
  const facts = factsOf(delivery.construct);
  const scale = scalePathOf({ apiVersion, kind }, NOTHING, facts);
  const left = jsonPointers.filter((pointer) => pointer !== scale);
  if (left.length + jqPathExpressions.length === 0) return [];
  return [{ ...rule, jsonPointers: left }];
}
