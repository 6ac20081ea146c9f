import { quote } from '../../../template/quote';
import { CompositeError } from '../errors';
import type { FunctionResponse } from '../protocol';
import type {
  CompositeInputs,
  CompositeOutput,
  Engine,
  FunctionCall,
  InProcessFunctions,
} from './inputs';
import { renderOffline } from './offline';
import { reconcile } from './reconcile';

/** The engine of a profile. */
export function engineOf(inputs: CompositeInputs): Engine<CompositeOutput> {
  return inputs.profile === '2.2' ? renderOffline(inputs) : reconcile(inputs);
}

/**
 * Renders with functions of this process.
 *
 * @throws {CompositeError} for a step whose function is not among them, and for what ends a pipeline.
 */
export function runInProcess(
  inputs: CompositeInputs,
  functions: InProcessFunctions,
): CompositeOutput {
  const engine = engineOf(inputs);
  let next = engine.next();
  while (!next.done) next = engine.next(answer(next.value, functions));
  return next.value;
}

function answer(call: FunctionCall, functions: InProcessFunctions): FunctionResponse {
  const found = functions.get(call.functionName);
  if (found) return found.run(call.request);
  throw new CompositeError(
    'COMPOSITE_FUNCTION_UNKNOWN',
    `step ${quote(call.step)} runs ${quote(call.functionName)}, which is not known here`,
    `use a function that renders in process: ${[...functions.keys()].join(', ')}`,
  );
}
