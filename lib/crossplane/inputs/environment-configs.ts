import { inputShape } from '../shape';

/* The input of function-environment-configs, `environmentconfigs.fn.crossplane.io/v1beta1 Input`. */

export interface Input {
  readonly spec?: {
    readonly defaultData?: Readonly<Record<string, unknown>>;
    readonly environmentConfigs?: readonly EnvironmentSource[];
    readonly policy?: { readonly resolution?: string };
  };
}

export interface EnvironmentSource {
  /** Default: Reference. */
  readonly type?: string;
  readonly ref?: { readonly name?: string };
  readonly selector?: Selector;
  readonly toFieldPath?: string;
}

export interface Selector {
  /** Default: Single. */
  readonly mode?: string;
  readonly maxMatch?: number;
  readonly minMatch?: number;
  /** Default: metadata.name. */
  readonly sortByFieldPath?: string;
  readonly matchLabels?: readonly LabelMatcher[];
}

export interface LabelMatcher {
  /** Default: FromCompositeFieldPath. */
  readonly type?: string;
  readonly key?: string;
  readonly valueFromFieldPath?: string;
  /** Default: Required. */
  readonly fromFieldPathPolicy?: string;
  readonly value?: string;
}

export const INPUT = inputShape({
  spec: {
    fields: {
      defaultData: { map: 'any' },
      environmentConfigs: {
        list: {
          fields: {
            type: 'string',
            ref: { fields: { name: 'string' } },
            selector: {
              fields: {
                mode: 'string',
                maxMatch: 'integer',
                minMatch: 'integer',
                sortByFieldPath: 'string',
                matchLabels: {
                  list: {
                    fields: {
                      type: 'string',
                      key: 'string',
                      valueFromFieldPath: 'string',
                      fromFieldPathPolicy: 'string',
                      value: 'string',
                    },
                  },
                },
              },
            },
            toFieldPath: 'string',
          },
        },
      },
      policy: { fields: { resolution: 'string' } },
    },
  },
});
