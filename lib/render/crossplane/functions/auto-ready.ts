import { isHealthy } from '../auto-ready/health';
import { attempt } from '../attempt';
import { conditionStatus } from '../conditions';
import { checkDuration } from '../duration';
import { within } from '../../../crossplane/failure';
import type { CompositionFunction, FunctionResource } from '../protocol';
import { INPUT, type Input } from '../../../crossplane/inputs/auto-ready';
import { decodeInput } from '../../../crossplane/shape';

/** Marks desired resources ready by what is observed, where no function before it has said. */
export const autoReady: CompositionFunction = {
  name: 'function-auto-ready',
  version: 'v0.7.0',
  source: 'https://github.com/crossplane-contrib/function-auto-ready',

  run: (request) =>
    attempt(request, () => {
      const { ttl } = within('cannot get Function input from *v1.RunFunctionRequest', () =>
        decodeInput<Input>(request.input, INPUT),
      );
      if (ttl) within('cannot set ttl', () => checkDuration(ttl));
      const { observed, desired, context } = request;
      const resources: Record<string, FunctionResource> = {};
      for (const [name, { resource, ready }] of Object.entries(desired.resources)) {
        const found = ready === undefined ? observed.resources[name]?.resource : undefined;
        const isReady =
          found && (isHealthy(found) || conditionStatus(found, 'Ready') === 'True') ? true : ready;
        resources[name] = { resource, ready: isReady };
      }
      return { desired: { ...desired, resources }, context, results: [] };
    }),
};
