import { ArgoCdError } from '../errors';
import { operand, pipelineOf } from './go-text';
import { Param, type Text } from './param';

/** A boolean that the controller fills in; only a `templatePatch` can hold one. */
export class BooleanParam {
  /** For types only. */
  declare readonly kind: 'boolean';

  constructor(readonly expression: string) {}
}

/** A whole number that the controller fills in; only a `templatePatch` can hold one. */
export class NumberParam {
  /** For types only. */
  declare readonly kind: 'number';

  constructor(readonly expression: string) {}
}

/** Values of which the controller takes the one whose case fits, or none at all. */
export class Choice<T = unknown> {
  constructor(
    readonly cases: readonly { readonly condition: string; readonly value: T }[],
    readonly otherwise?: T,
  ) {}

  toString(): never {
    throw new ArgoCdError(
      'ARGOCD_TEMPLATE_VALUE',
      'when() with objects is no text',
      'write it in a templatePatch, as the whole value of a field',
    );
  }
}

/** True where the text is `true`, else false. */
export function asBoolean(text: Text): BooleanParam {
  return new BooleanParam(`eq (toString ${argument(text)}) "true"`);
}

/** The text as a whole number; 0 where it is none. */
export function asNumber(text: Text): NumberParam {
  return new NumberParam(`int64 ${argument(text)}`);
}

function argument(text: Text): string {
  return operand(text instanceof Param ? text.expression : pipelineOf(String(text)));
}
