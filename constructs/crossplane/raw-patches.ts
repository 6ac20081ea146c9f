import { Failure } from '../../lib/crossplane/failure';
import { parseFieldPath } from '../../lib/crossplane/field-path';
import { RESOURCES, type Resources } from '../../lib/crossplane/patch-and-transform/input';
import { isCombine, typeOf } from '../../lib/crossplane/patch-and-transform/patch-type';
import { validateResources } from '../../lib/crossplane/patch-and-transform/validate';
import { validateTransform } from '../../lib/crossplane/patch-and-transform/validate-transform';
import { decodeInput } from '../../lib/crossplane/shape';
import { CompositionError } from './errors';

type Direction = 'FromComposite' | 'ToComposite' | 'FromEnvironment' | 'ToEnvironment';

/**
 * A patch as function-patch-and-transform reads it, for what references do not say: an element of
 * every entry (`spec.forProvider.rule[*].days`), a field that our schemas do not know. Patch sets are
 * made of what repeats, so there is no type for them.
 *
 * @see https://github.com/crossplane-contrib/function-patch-and-transform/blob/main/input/v1beta1/resources_patches.go
 */
export type RawPatch = RawFieldPatch | RawCombinePatch;

/** One field to another. */
export interface RawFieldPatch {
  /** Default: `FromCompositeFieldPath`. */
  readonly type?: `${Direction}FieldPath`;
  readonly fromFieldPath: string;
  /** `[*]` stands for all elements or keys that the base has there. Default: `fromFieldPath`. */
  readonly toFieldPath?: string;
  readonly transforms?: readonly RawTransform[];
  readonly policy?: RawPatchPolicy;
}

/** Several fields to one text. */
export interface RawCombinePatch {
  readonly type: `Combine${Direction}`;
  readonly combine: {
    readonly variables: readonly { readonly fromFieldPath: string }[];
    readonly strategy: 'string';
    /** Go's verbs; every number that is read is a float64. */
    readonly string: { readonly fmt: string };
  };
  /** Without wildcards: a combine expands none. */
  readonly toFieldPath: string;
  readonly transforms?: readonly RawTransform[];
  readonly policy?: RawPatchPolicy;
}

export interface RawPatchPolicy {
  /** Default: `Optional`. */
  readonly fromFieldPath?: 'Required' | 'Optional';
  /** Default: `Replace`. */
  readonly toFieldPath?:
    | 'Replace'
    | 'MergeObjects'
    | 'MergeObjectsAppendArrays'
    | 'ForceMergeObjects'
    | 'ForceMergeObjectsAppendArrays';
}

/** One step of a chain. */
export type RawTransform =
  | { readonly type: 'map'; readonly map: Readonly<Record<string, unknown>> }
  | { readonly type: 'match'; readonly match: RawMatch }
  | { readonly type: 'math'; readonly math: RawMath }
  | { readonly type: 'string'; readonly string: RawString }
  | {
      readonly type: 'convert';
      readonly convert: {
        readonly toType: 'string' | 'bool' | 'int' | 'int64' | 'float64' | 'object' | 'array';
        readonly format?: 'none' | 'quantity' | 'json';
      };
    };

export type RawMath =
  | { readonly type: 'Multiply'; readonly multiply: number }
  | { readonly type: 'ClampMin'; readonly clampMin: number }
  | { readonly type: 'ClampMax'; readonly clampMax: number };

export interface RawMatch {
  readonly patterns: readonly (
    | { readonly type: 'literal'; readonly literal: string; readonly result: unknown }
    | { readonly type: 'regexp'; readonly regexp: string; readonly result: unknown }
  )[];
  readonly fallbackTo?: 'Value' | 'Input';
  readonly fallbackValue?: unknown;
}

export type RawString =
  | { readonly type: 'Format'; readonly fmt: string }
  | {
      readonly type: 'Convert';
      readonly convert:
        | 'ToUpper'
        | 'ToLower'
        | 'ToJson'
        | 'ToBase64'
        | 'FromBase64'
        | 'ToSha1'
        | 'ToSha256'
        | 'ToSha512'
        | 'ToAdler32';
    }
  | { readonly type: 'TrimPrefix' | 'TrimSuffix'; readonly trim: string }
  | {
      readonly type: 'Regexp';
      readonly regexp: { readonly match: string; readonly group?: number };
    }
  | { readonly type: 'Join'; readonly join: { readonly separator: string } }
  | {
      readonly type: 'Replace';
      readonly replace: { readonly search: string; readonly replace: string };
    };

/**
 * Refuses what the function would: fields it does not know, types, transforms, and wildcards where it
 * expands none. Paths and what arrives are compared with schemas where compositions are linted.
 *
 * @throws {CompositionError} `COMPOSITION_PATCH_INVALID` with the resource, the patch and the fault.
 */
export function checkRawPatches(patches: readonly RawPatch[], resource: string): void {
  patches.forEach((patch, i) => {
    try {
      const input = { resources: [{ name: resource, patches: [patch] }] };
      const read = decodeInput<Resources>(input, RESOURCES);
      validateResources(read);
      const [{ patches: [decoded] = [] } = {}] = read.resources ?? [];
      if (!decoded) return;
      if (typeOf(decoded) === 'PatchSet') throw new Failure('type: no patch set is named here');
      decoded.transforms?.forEach(validateTransform);
      const { fromFieldPath, toFieldPath, combine } = decoded;
      for (const { fromFieldPath: path } of combine?.variables ?? []) noWildcard(path);
      noWildcard(fromFieldPath);
      if (isCombine(typeOf(decoded))) noWildcard(toFieldPath);
      else if (toFieldPath !== undefined) parseFieldPath(toFieldPath);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const fault = error.message.replace('resources[0].patches[0]', '').replace(/^[.:]? ?/, '');
      throw new CompositionError(
        'COMPOSITION_PATCH_INVALID',
        `patch ${i} of resource '${resource}' is refused by function-patch-and-transform: ${fault}`,
        'write it as the function reads it, or use references',
      );
    }
  });
}

function noWildcard(path: string | undefined): void {
  if (path === undefined || !parseFieldPath(path).includes('*')) return;
  throw new Failure(
    `${path} has a wildcard, which is expanded only in the toFieldPath of a patch of one field`,
  );
}
