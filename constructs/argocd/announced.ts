import type { IConstruct } from 'constructs';
import { findKind, servedVersions } from '../../imports/schemas';
import { rulesUnder, type Strategy } from '../../lib/core';
import { isPin, type Announcement, type Releases, type Ring } from '../../lib/releases';
import { deliveriesOf } from '../artifact/delivery';
import { programOf } from '../artifact/program';
import type { Deployable, IgnoreDifference } from '../deployable';
import { recordedReasons } from '../recorded-reasons';
import { ArgoCdError } from './errors';
import type { Generator } from './generator';
import { list } from './generators';
import type { Params } from './params';

/** An artifact that a team announces in `releases.yaml`, as templates see it. */
export interface AnnouncedService {
  /** Its line in `releases.yaml`: `payments`. */
  readonly name: string;
  /** `ghcr.io/acme/manifests/payments` */
  readonly repository: string;
  /** `oci://ghcr.io/acme/manifests/payments` */
  readonly repoURL: string;
  /** Folder in it; `.` is the top. */
  readonly path: string;
  /** The digest that the ring pins; of a ring at `head` the tag that the team's pipeline moves. */
  readonly targetRevision: string;
  /** Where its objects go. */
  readonly namespace: string;
  /** `2.1.0`; `''` where none is said. */
  readonly version: string;
}

/** Under `service`, so that no parameter of `clusters()` hides one. */
export type AnnouncedParams = Params<{ readonly service: AnnouncedService }>;

export interface AnnouncedOptions {
  /** The ring of `releases.yaml`; services that do not have it are left out. */
  readonly ring: string;
  /**
   * Whether no service at all is fine: no Application is made then, and those of before are deleted.
   * Default false.
   */
  readonly allowEmpty?: boolean;
}

export interface AnnouncedReleases {
  /**
   * One set per announced service that has the ring, in the order of the file. What the content of
   * each needs left alone is added to the ApplicationSet that uses it, and the repository of each to
   * its hub.
   *
   * @throws {ArgoCdError} `ARGOCD_ANNOUNCED` where no service has the ring, and for a service that
   *   this program builds itself.
   */
  list(options: AnnouncedOptions): Generator<AnnouncedParams, 0>;
}

/**
 * What teams of other repositories announce in this repository's `releases.yaml`, one line each:
 * `payments: { repository: ghcr.io/acme/manifests/payments, namespace: payments, staging: head }`.
 *
 *     const releases = announcedReleases(app);
 *     matrix(clusters({ matchLabels: { ring } }), () => releases.list({ ring }))
 *
 * @throws {ArgoCdError} `ARGOCD_ANNOUNCED` below a plain cdk8s App, which reads no releases.
 */
export function announcedReleases(scope: IConstruct): AnnouncedReleases {
  const program = programOf(scope);
  if (!program) {
    throw refusal(
      `the app of ${scope.node.path || 'the tree'} reads no releases.yaml`,
      'use PlatformApp, or call accelerate(app) after new App()',
    );
  }
  return { list: (options) => listOf(scope, program.releases, options) };
}

function listOf(
  scope: IConstruct,
  releases: Releases,
  { ring, allowEmpty = false }: AnnouncedOptions,
): Generator<AnnouncedParams, 0> {
  const found = releases.artifacts().flatMap((name) => {
    const announcement = releases.announced(name);
    if (!announcement || !releases.rings(name).includes(ring)) return [];
    return [{ name, announcement, release: releases.ring(name, ring) }];
  });
  if (found.length === 0 && !allowEmpty) {
    throw refusal(
      `releases.yaml announces no service with the ring '${ring}': every Application of it would be deleted`,
      `announce one, correct the ring, or write allowEmpty: true`,
    );
  }
  const built = new Set(deliveriesOf(scope.node.root).map((delivery) => delivery.name));
  const twice = found.find(({ name }) => built.has(name));
  if (twice) {
    throw refusal(
      `'${twice.name}' is announced, and this program builds an artifact of that name`,
      'give one of the two another name',
    );
  }
  const services = found.map(({ name, announcement, release }): AnnouncedService => {
    const { namespace, path, tag } = announcement;
    const pin = isPin(release) ? release : undefined;
    const repository = pin?.repository ?? announcement.repository;
    return {
      name,
      repository,
      repoURL: `oci://${repository}`,
      path,
      targetRevision: pin?.digest ?? tag,
      namespace,
      version: pin?.version ?? '',
    };
  });
  return {
    ...list(services.map((service) => ({ service }))),
    ...(services.length === 0 && { params: list([{ service: NONE }]).params }),
    needs: [{ since: '3.1', what: 'an announced service, which is an OCI source,' }],
    deploys: (namespace) =>
      found.map((one) => deployable(one, namespace === NAMESPACE ? one.announcement : undefined)),
  } as Generator<AnnouncedParams, 0>;
}

const NONE: AnnouncedService = {
  ...{ name: '', repository: '', repoURL: '', path: '' },
  ...{ targetRevision: '', namespace: '', version: '' },
};

/** Of a destination that is the service's own namespace. */
const NAMESPACE = '{{ .service.namespace }}';

/** @param scoped where its objects go, if they all go there. */
function deployable(
  { name, announcement, release }: { name: string; announcement: Announcement; release: Ring },
  scoped: Announcement | undefined,
): Deployable {
  const pin = isPin(release) ? release : undefined;
  return {
    repoURL: `oci://${pin?.repository ?? announcement.repository}`,
    ignoreDifferences: (strategy = 'clientSide') =>
      rulesUnder(pin?.drift ?? [], strategy).map((rule) => within(rule, scoped?.namespace)),
    carriesRules: () => false,
    syncOptions: () => pin?.syncOptions ?? [],
    syncContent: () => undefined,
    clusterResources: () => [],
    namespaces: () => [],
    version: () => undefined,
    reasons: (strategy?: Strategy) => ({
      revision: pin
        ? `${pin.version ?? 'a release'}, to which '${name}' is pinned`
        : `the tag '${announcement.tag}' of '${name}', which its own pipeline moves`,
      rules: recordedReasons(pin?.drift ?? [], strategy, 'recorded'),
      options: (pin?.syncOptions ?? []).map((option) => `${option}: recorded`),
    }),
  };
}

/** A rule for the objects of one service alone: other services may have one of the same name. */
function within(rule: IgnoreDifference, namespace: string | undefined): IgnoreDifference {
  const { group = '', kind } = rule;
  if (namespace === undefined || rule.namespace !== undefined) return rule;
  const [version] = servedVersions(group, kind);
  const apiVersion = group === '' ? version : `${group}/${version}`;
  const facts = version === undefined ? undefined : findKind(apiVersion ?? '', kind)?.facts;
  return facts?.scope === 'Namespaced' ? { ...rule, namespace } : rule;
}

function refusal(message: string, hint: string): ArgoCdError {
  return new ArgoCdError('ARGOCD_ANNOUNCED', message, hint);
}
