import { Failure } from '../../../crossplane/failure';
import { ENVIRONMENT_KEY, fatal, type CompositionFunction, type FunctionResult } from '../protocol';
import { readResources } from '../../../crossplane/patch-and-transform/read';
import { runPatchAndTransform } from '../patch-and-transform/run';

/** Patches between an XR, its composed resources and the environment. */
export const patchAndTransform: CompositionFunction = {
  name: 'function-patch-and-transform',
  version: 'v0.10.8',
  source: 'https://github.com/crossplane-contrib/function-patch-and-transform',

  run(request) {
    const results: FunctionResult[] = [];
    const warn = (message: string) => results.push({ severity: 'warning', message });
    try {
      const input = readResources(request.input);
      const { desired, environment } = runPatchAndTransform(input, request, warn);
      const context = { ...request.context, [ENVIRONMENT_KEY]: environment };
      return { desired, results, context };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const response = fatal(request, error.message);
      return { ...response, results: [...results, ...response.results] };
    }
  },
};
