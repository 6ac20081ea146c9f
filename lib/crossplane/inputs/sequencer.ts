import { inputShape } from '../shape';

/* The input of function-sequencer, `sequencer.fn.crossplane.io/v1beta1 Input`. */

export interface Input {
  readonly cacheTTL?: string;
  readonly enableDeletionSequencing?: boolean;
  readonly replayDeletion?: boolean;
  /** `v1`, else v2. */
  readonly usageVersion?: string;
  readonly resetCompositeReadiness?: boolean;
  readonly rules?: readonly Rule[];
}

export interface Rule {
  /** CEL. */
  readonly condition?: string;
  readonly createOnly?: boolean;
  readonly deleteOnly?: boolean;
  /** Names, or regular expressions for them. */
  readonly sequence?: readonly string[];
}

export const INPUT = inputShape({
  cacheTTL: 'string',
  enableDeletionSequencing: 'boolean',
  replayDeletion: 'boolean',
  usageVersion: 'string',
  resetCompositeReadiness: 'boolean',
  rules: {
    list: {
      fields: {
        condition: 'string',
        createOnly: 'boolean',
        deleteOnly: 'boolean',
        sequence: { list: 'string' },
      },
    },
  },
});
