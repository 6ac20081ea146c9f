import { inputShape, type Fields, type Shape } from '../shape';

/*
 * The input of function-patch-and-transform, `pt.fn.crossplane.io/v1beta1 Resources`. The defaults that its
 * CRD shows are not applied by anyone: what is said to be required here is required.
 */

export interface Resources {
  readonly patchSets?: readonly PatchSet[];
  readonly environment?: { readonly patches?: readonly Patch[] };
  readonly resources?: readonly ComposedTemplate[];
  readonly writeConnectionSecretToRef?: ConnectionSecretRef;
}

export interface PatchSet {
  readonly name?: string;
  readonly patches?: readonly Patch[];
}

export interface ComposedTemplate {
  readonly name?: string;
  /** Default: what an earlier function desires under that name. */
  readonly base?: unknown;
  readonly patches?: readonly Patch[];
  readonly connectionDetails?: readonly ConnectionDetail[];
  readonly readinessChecks?: readonly ReadinessCheck[];
}

export interface ConnectionSecretRef {
  readonly name?: string;
  readonly namespace?: string;
  readonly patches?: readonly Patch[];
}

export interface Patch {
  /** Default: FromCompositeFieldPath. */
  readonly type?: string;
  readonly fromFieldPath?: string;
  /** Default: fromFieldPath. */
  readonly toFieldPath?: string;
  readonly combine?: Combine;
  readonly transforms?: readonly Transform[];
  readonly policy?: { readonly fromFieldPath?: string; readonly toFieldPath?: string };
  readonly patchSetName?: string;
}

export interface Combine {
  readonly variables?: readonly { readonly fromFieldPath?: string }[];
  readonly strategy?: string;
  readonly string?: { readonly fmt?: string };
}

export interface Transform {
  readonly type?: string;
  readonly math?: MathTransform;
  readonly map?: Readonly<Record<string, unknown>>;
  readonly match?: MatchTransform;
  readonly string?: StringTransform;
  readonly convert?: ConvertTransform;
}

export interface MathTransform {
  readonly type?: string;
  readonly multiply?: number;
  readonly clampMin?: number;
  readonly clampMax?: number;
}

export interface MatchTransform {
  readonly patterns?: readonly MatchPattern[];
  readonly fallbackValue?: unknown;
  readonly fallbackTo?: string;
}

export interface MatchPattern {
  readonly type?: string;
  readonly literal?: string;
  readonly regexp?: string;
  readonly result?: unknown;
}

export interface StringTransform {
  readonly type?: string;
  readonly fmt?: string;
  readonly convert?: string;
  readonly trim?: string;
  readonly regexp?: { readonly match?: string; readonly group?: number };
  readonly join?: { readonly separator?: string };
  readonly replace?: { readonly search?: string; readonly replace?: string };
}

export interface ConvertTransform {
  readonly toType?: string;
  readonly format?: string;
}

export interface ConnectionDetail {
  readonly name?: string;
  readonly type?: string;
  readonly fromConnectionSecretKey?: string;
  readonly fromFieldPath?: string;
  readonly value?: string;
}

export interface ReadinessCheck {
  readonly type?: string;
  readonly fieldPath?: string;
  readonly matchString?: string;
  readonly matchInteger?: number;
  readonly matchCondition?: { readonly type?: string; readonly status?: string };
}

const TRANSFORM: Shape = {
  fields: {
    type: 'string',
    math: {
      fields: { type: 'string', multiply: 'integer', clampMin: 'integer', clampMax: 'integer' },
    },
    map: { map: 'any' },
    match: {
      fields: {
        patterns: {
          list: { fields: { type: 'string', literal: 'string', regexp: 'string', result: 'any' } },
        },
        fallbackValue: 'any',
        fallbackTo: 'string',
      },
    },
    string: {
      fields: {
        type: 'string',
        fmt: 'string',
        convert: 'string',
        trim: 'string',
        regexp: { fields: { match: 'string', group: 'integer' } },
        join: { fields: { separator: 'string' } },
        replace: { fields: { search: 'string', replace: 'string' } },
      },
    },
    convert: { fields: { toType: 'string', format: 'string' } },
  },
};

const PATCH: Fields = {
  type: 'string',
  fromFieldPath: 'string',
  toFieldPath: 'string',
  combine: {
    fields: {
      variables: { list: { fields: { fromFieldPath: 'string' } } },
      strategy: 'string',
      string: { fields: { fmt: 'string' } },
    },
  },
  transforms: { list: TRANSFORM },
  policy: { fields: { fromFieldPath: 'string', toFieldPath: 'string' } },
};
const PATCHES: Shape = { list: { fields: PATCH } };

/** Field by field; an unknown one refuses the whole input. */
export const RESOURCES = inputShape({
  patchSets: { list: { fields: { name: 'string', patches: PATCHES } } },
  environment: { fields: { patches: PATCHES } },
  resources: {
    list: {
      fields: {
        name: 'string',
        base: 'any',
        patches: { list: { fields: { ...PATCH, patchSetName: 'string' } } },
        connectionDetails: {
          list: {
            fields: {
              name: 'string',
              type: 'string',
              fromConnectionSecretKey: 'string',
              fromFieldPath: 'string',
              value: 'string',
            },
          },
        },
        readinessChecks: {
          list: {
            fields: {
              type: 'string',
              fieldPath: 'string',
              matchString: 'string',
              matchInteger: 'integer',
              matchCondition: { fields: { type: 'string', status: 'string' } },
            },
          },
        },
      },
    },
  },
  writeConnectionSecretToRef: {
    fields: { name: 'string', namespace: 'string', patches: PATCHES },
  },
});
