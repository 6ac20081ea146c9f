import { Construct } from 'constructs';
import { emitDocument } from '../../../lib/core';
import { packXpkg } from '../../../lib/xpkg';
import { checkAdded, checkId, checkNotNested, checkRepository } from '../../artifact/checks';
import { digestOf } from '../../artifact/content';
import { DeferredString } from '../../artifact/deferred';
import { register, type Delivery } from '../../artifact/delivery';
import { programOf } from '../../artifact/program';
import { ComposedKinds } from '../composed-kinds';
import { compositionsOf } from '../derived/compositions';
import { dependenciesOf, type PackageDependency } from './dependencies';
import { startPackage, type NeededRights } from './package-content';

export interface ConfigurationPackageProps {
  /** Where it is pushed to, without scheme and tag: `ghcr.io/acme/platform`. */
  readonly repository: string;
  /** Versions of Crossplane that it works with. Default: `>=v2.0.0-0`. */
  readonly crossplane?: string;
  /**
   * Packages that it needs and that do not follow from the compositions, or other versions of those
   * that do. Default: the functions of the pipelines, and the AWS providers of what they compose.
   */
  readonly dependsOn?: readonly PackageDependency[];
  /** `meta.crossplane.io/maintainer`, `…/source`, `…/license`, `…/description`. Default: none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Adds charts with XRDs, compositions, activation policies and operations to `scope`. */
  readonly content: (scope: Construct) => unknown;
  /**
   * Adds charts with XRs and claims that show how the package is used to `scope`: they travel in a
   * layer of their own, which Crossplane does not install. Default: none.
   */
  readonly examples?: (scope: Construct) => unknown;
}

/**
 * A Configuration package of this program's XRDs and compositions: packed at synth, pushed by
 * `publish`, installed by its digest with {@link Configuration}. Its objects are written to
 * `<outdir>/<id>/` too.
 *
 * Compositions in it name functions as the package manager names what it installs for them. Roles for
 * kinds that Crossplane may not touch cannot travel in it: {@link ConfigurationPackage.rights}.
 *
 * @throws {ArtifactError} for an id that is no DNS label or is taken, and a bad repository.
 * @throws {PackageError} at synth, for a dependency that nothing tells of.
 * @throws {XpkgError} at synth, for whatever Crossplane's package manager would refuse.
 * @see https://docs.crossplane.io/latest/packages/configurations/
 */
export class ConfigurationPackage extends Construct {
  /** `ghcr.io/acme/platform@sha256:…` of what this program builds, as a whole field of a manifest. */
  readonly package: string;

  readonly #needed: readonly NeededRights[];

  constructor(scope: Construct, id: string, props: ConfigurationPackageProps) {
    super(scope, id);
    const { repository } = props;
    checkId(scope, id);
    checkRepository(id, repository);
    checkNotNested(scope, id);
    this.#needed = startPackage(this);
    const examples = props.examples && new Construct(scope, `${id}-examples`);
    const delivery: Delivery = {
      name: id,
      kind: 'artifact',
      construct: this,
      parts: [
        { root: this, folder: '' },
        ...(examples ? [{ root: examples, folder: 'examples' }] : []),
      ],
      adopted: [],
      repository,
      drift: 'report',
      files: () => [{ path: 'crossplane.yaml', content: this.#meta(props) }],
      pack: (files) => packXpkg(files, `ConfigurationPackage '${id}'`),
    };
    register(delivery);
    checkAdded(id, props.content(this));
    if (examples) checkAdded(id, props.examples?.(examples));
    this.package = DeferredString.of(
      `the digest of package '${id}'`,
      () => `${repository}@${digestOf(delivery)}`,
    );
    this.node.addValidation({
      validate: () =>
        programOf(this) ? [] : [`package '${id}' needs PlatformApp, or accelerate(app)`],
    });
  }

  /**
   * Adds to `scope`, a chart beside the package, a ClusterRole for each composition in it that needs
   * rights which Crossplane has not by itself.
   */
  rights(scope: Construct): void {
    for (const { composition, kinds } of this.#needed) {
      ComposedKinds.allow(new Construct(scope, `rights-${composition}`), kinds, composition);
    }
  }

  #meta({ crossplane = '>=v2.0.0-0', dependsOn = [], annotations }: ConfigurationPackageProps) {
    const inside = compositionsOf(this).filter(({ construct }) =>
      construct.node.scopes.includes(this),
    );
    const dependencies = dependenciesOf(this, inside, dependsOn);
    return emitDocument({
      apiVersion: 'meta.pkg.crossplane.io/v1',
      kind: 'Configuration',
      metadata: { name: this.node.id, ...(annotations && { annotations }) },
      spec: {
        crossplane: { version: crossplane },
        ...(dependencies.length > 0 && { dependsOn: dependencies }),
      },
    });
  }
}
