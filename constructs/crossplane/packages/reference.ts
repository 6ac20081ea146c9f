import { isDigest } from '../../../lib/oci/digest';
import { PackageError } from './errors';

/** A package image, split. */
export interface PackageReference {
  /** `xpkg.upbound.io/upbound/provider-aws-s3` */
  readonly source: string;
  /** Last part of the source: `provider-aws-s3`. */
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

const REGISTRY = /^[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+(?::\d+)?$/;
const STEP = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;

/**
 * Reads the image of a package. Crossplane has no registry to fall back on, and takes a tag, a
 * digest, or both.
 *
 * @param place Whose it is, for messages: `Provider 'aws'`.
 * @throws {PackageError} `PACKAGE_REFERENCE_INVALID`
 * @see https://docs.crossplane.io/latest/packages/providers/#install-a-provider
 */
export function parsePackage(text: unknown, place: string): PackageReference {
  const fail = (what: string, hint: string) =>
    new PackageError('PACKAGE_REFERENCE_INVALID', `${place} has ${what}`, hint);
  const example = 'xpkg.upbound.io/upbound/provider-aws-s3:v2.6.0';
  if (typeof text !== 'string') throw fail('no package', `write package: '${example}'`);
  const named = `the package '${text}'`;
  if (/^[a-z]+:\/\//.test(text)) {
    throw fail(`${named}, with a scheme`, `write ${text.replace(/^[a-z]+:\/\//, '')}`);
  }
  const [, rest = '', digest] = /^([^@]*)(?:@(.*))?$/.exec(text) ?? [];
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  const source = colon < 0 ? rest : rest.slice(0, colon);
  const tag = colon < 0 ? undefined : rest.slice(colon + 1);
  const [registry = '', ...steps] = source.split('/');
  if (!REGISTRY.test(registry) || steps.length === 0) {
    throw fail(`${named}, which names no registry`, `write all of it: ${example}`);
  }
  if (!steps.every((step) => STEP.test(step))) {
    throw fail(`${named}, which is no name of an image`, `write all of it: ${example}`);
  }
  if (tag === undefined && digest === undefined) {
    throw fail(`${named}, without tag and digest`, `write e.g. ${text}:v1.0.0`);
  }
  if (tag !== undefined && !TAG.test(tag)) throw fail(`${named}, whose tag is none`, 'correct it');
  if (digest !== undefined && !isDigest(digest)) {
    throw fail(`${named}, whose digest is none`, 'write sha256: and 64 hexadecimal digits');
  }
  return {
    source,
    name: steps.at(-1) ?? '',
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}
