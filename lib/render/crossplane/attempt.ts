import { Failure } from '../../crossplane/failure';
import { fatal, type FunctionRequest, type FunctionResponse } from './protocol';

/** A function's response; what fails ends the pipeline. */
export function attempt(request: FunctionRequest, run: () => FunctionResponse): FunctionResponse {
  try {
    return run();
  } catch (error) {
    if (error instanceof Failure) return fatal(request, error.message);
    throw error;
  }
}
