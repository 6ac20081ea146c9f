import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ImageConfig as ImageConfigObject,
  type ImageConfigSpec,
} from '../../../imports/crossplane';
import type { DeploymentRuntimeConfig } from './deployment-runtime-config';
import { PackageError } from './errors';
import { inWave } from './metadata';
import { requireCrossplane } from './since';

type Match = ImageConfigSpec['matchImages'][number];

export interface ImageConfigProps extends Omit<ImageConfigSpec, 'matchImages' | 'runtime'> {
  /** Default of `name`: the id. */
  readonly metadata?: ApiObjectMetadata;
  /** Beginnings of image paths, of which the longest wins: `[{ prefix: 'xpkg.acme.io/' }]`. */
  readonly matchImages: readonly [Match, ...Match[]];
  /** Runtime configuration of these packages, those that dependencies bring included. */
  readonly runtime?: { readonly configRef: DeploymentRuntimeConfig | { readonly name: string } };
}

/**
 * What holds for every package image of a prefix: pull secret, signatures, mirror, runtime.
 *
 * @see https://docs.crossplane.io/latest/packages/image-configs/
 */
export class ImageConfig extends ImageConfigObject {
  /**
   * @throws {PackageError} `PACKAGE_CONFIG_INVALID` for one that matches no image, or says nothing.
   * @throws {TargetError} `TARGET_TOO_OLD` for a field that the declared Crossplane does not have.
   */
  constructor(scope: Construct, id: string, props: ImageConfigProps) {
    const { metadata: given, runtime, ...spec } = props;
    const metadata = inWave('runtime', id, given);
    const place = `ImageConfig '${metadata.name}'`;
    requireCrossplane(scope, 'ImageConfig', place);
    if (spec.rewriteImage) requireCrossplane(scope, 'ImageConfig.rewriteImage', place);
    if (runtime) requireCrossplane(scope, 'ImageConfig.runtime', place);
    checkMatches(spec.matchImages, place);
    if (!runtime && !spec.registry && !spec.rewriteImage && !spec.verification) {
      throw new PackageError(
        'PACKAGE_CONFIG_INVALID',
        `${place} says nothing of the images that it matches`,
        'write registry, verification, rewriteImage or runtime',
      );
    }
    super(scope, id, {
      metadata,
      spec: { ...spec, ...(runtime && { runtime: { configRef: refTo(runtime.configRef) } }) },
    });
  }
}

function refTo({ name }: { readonly name: string }) {
  return { apiVersion: 'pkg.crossplane.io/v1beta1', kind: 'DeploymentRuntimeConfig', name };
}

function checkMatches(matches: readonly Partial<Match>[], place: string): void {
  if (!Array.isArray(matches) || matches.length === 0) {
    throw new PackageError(
      'PACKAGE_CONFIG_INVALID',
      `${place} matches no image`,
      "write matchImages: [{ prefix: 'xpkg.upbound.io/upbound/' }]",
    );
  }
  for (const { prefix } of matches as readonly Partial<Match>[]) {
    if (typeof prefix === 'string' && prefix !== '' && !prefix.includes('://')) continue;
    throw new PackageError(
      'PACKAGE_CONFIG_INVALID',
      `${place} has the prefix ${JSON.stringify(prefix)}, with which no image begins`,
      'write the beginning of image paths: xpkg.upbound.io/upbound/',
    );
  }
}
