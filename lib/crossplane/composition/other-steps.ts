import { Failure } from '../failure';
import { INPUT as AUTO_READY } from '../inputs/auto-ready';
import { compileCondition } from '../inputs/condition';
import { INPUT as ENVIRONMENT_CONFIGS } from '../inputs/environment-configs';
import { INPUT as GO_TEMPLATING } from '../inputs/go-templating';
import { INPUT as SEQUENCER, type Input as Sequence } from '../inputs/sequencer';
import { decodeInput, type Shape } from '../shape';
import { strictRegexp } from '../strict-regexp';
import type { Report } from './patch';
import type { Step } from './pipeline';
import { placeIn } from './place-in';

const INPUTS: Readonly<Record<string, Shape>> = {
  'function-auto-ready': AUTO_READY,
  'function-environment-configs': ENVIRONMENT_CONFIGS,
  'function-go-templating': GO_TEMPLATING,
  'function-sequencer': SEQUENCER,
};

/**
 * Checks the input of a function that composes nothing by itself: fields that it does not know refuse
 * the whole, and a sequence that waits for what nobody composes holds the rest back for ever.
 *
 * @param names Of the resources composed before it; `undefined`: others may be.
 */
export function checkOtherStep(
  step: Step,
  names: readonly string[] | undefined,
  report: Report,
): void {
  const { runs, input, pointer } = step;
  const shape = runs && INPUTS[runs];
  if (!shape || !input) return;
  const at = `${pointer}/input`;
  try {
    const read = decodeInput<Sequence>(input, shape);
    if (runs !== 'function-sequencer') return;
    checkConditions(read, at, report);
    if (names) checkSequences(read, names, at, report);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const [place, fault] = placeIn(input, '', error);
    const message = `is refused by the function: ${fault}`;
    report({ rule: 'composition-input-invalid', pointer: at + place, message });
  }
}

function checkConditions({ rules = [] }: Sequence, at: string, report: Report): void {
  rules.forEach(({ condition }, i) => {
    if (!condition) return;
    try {
      compileCondition(condition);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      report({
        rule: 'composition-input-invalid',
        pointer: `${at}/rules/${i}/condition`,
        message: `is refused by the function: ${error.message.split('\n')[0] ?? ''}`,
        hint: 'write CEL over observed, desired and context that gives true or false',
      });
    }
  });
}

function checkSequences(
  { rules = [] }: Sequence,
  names: readonly string[],
  at: string,
  report: Report,
) {
  const rule = 'composition-pipeline-broken';
  rules.forEach(({ sequence = [] }, i) => {
    sequence.forEach((pattern, j) => {
      const matches = strictRegexp(pattern);
      if (names.some(matches)) return;
      const last = j === sequence.length - 1;
      const held = sequence.slice(j + 1).join(', ');
      report({
        rule,
        pointer: `${at}/rules/${i}/sequence/${j}`,
        message: `is '${pattern}', which no step before composes${last ? '' : `: ${held} waits for it for ever`}`,
        hint: `write a name of these: ${names.join(', ')}`,
        ...(last && { severity: 'warning' }),
      });
    });
  });
}
