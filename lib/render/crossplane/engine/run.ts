import { quote } from '../../../template/quote';
import { CompositeError } from '../errors';
import type { FunctionResponse } from '../protocol';
import type {
  CompositeInputs,
  CompositeOutput,
  Engine,
  FunctionCall,
  RemoteCall,
  StepFunctions,
} from './inputs';
import { renderOffline } from './offline';
import { reconcile } from './reconcile';

/** The engine of a profile. */
function engineOf(inputs: CompositeInputs): Engine<CompositeOutput> {
  return inputs.profile === '2.2' ? renderOffline(inputs) : reconcile(inputs);
}

/**
 * Renders with functions of this process.
 *
 * @throws {CompositeError} for a step whose function is none, and for what ends a pipeline.
 */
export function runInProcess(inputs: CompositeInputs, functions: StepFunctions): CompositeOutput {
  const engine = engineOf(inputs);
  let next = engine.next();
  while (!next.done) next = engine.next(answer(next.value, functions));
  return next.value;
}

/** Renders with functions of this process and with some that listen somewhere else. */
export async function runWithRemotes(
  inputs: CompositeInputs,
  functions: StepFunctions,
  call: RemoteCall,
): Promise<CompositeOutput> {
  const engine = engineOf(inputs);
  let next = engine.next();
  while (!next.done) {
    const { functionName, request } = next.value;
    const found = functions.get(functionName);
    const remote = found && 'target' in found;
    const response = remote ? await call(found.target, request) : answer(next.value, functions);
    next = engine.next(response);
  }
  return next.value;
}

function answer(call: FunctionCall, functions: StepFunctions): FunctionResponse {
  const found = functions.get(call.functionName);
  if (found && 'run' in found) return found.run(call.request);
  const where = found ? `listens at ${found.target}, outside this process` : 'is not known here';
  throw new CompositeError(
    'COMPOSITE_FUNCTION_UNKNOWN',
    `step ${quote(call.step)} runs ${quote(call.functionName)}, which ${where}`,
    'render with cdk8s-gitops render, or take the function out of the pipeline under test',
  );
}
