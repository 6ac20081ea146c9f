import { attempt } from '../attempt';
import { INPUT, type Input } from '../../../crossplane/inputs/environment-configs';
import { mergeConfigs, mergeData } from '../environment-configs/merge-data';
import { requirementsOf } from '../environment-configs/requirements';
import { selectConfigs } from '../environment-configs/select';
import { within } from '../../../crossplane/failure';
import { isObject } from '../../../crossplane/json';
import { kindOf } from '../manifest-text';
import { ENVIRONMENT_KEY, type CompositionFunction } from '../protocol';
import { decodeInput } from '../../../crossplane/shape';

/** Merges EnvironmentConfigs, by name or by label, to the environment that other functions read. */
export const environmentConfigs: CompositionFunction = {
  name: 'function-environment-configs',
  version: 'v0.7.0',
  source: 'https://github.com/crossplane-contrib/function-environment-configs',

  run: (request) =>
    attempt(request, () => {
      const { desired, context, requiredResources } = request;
      const { spec = {} } = within('cannot get Function input from *v1.RunFunctionRequest', () =>
        decodeInput<Input>(request.input, INPUT),
      );
      const unchanged = { desired, context, results: [] };
      const sources = spec.environmentConfigs;
      if (!sources) return unchanged;
      const xr = request.observed.composite?.resource ?? {};
      const requirements = within('cannot build requirements', () => requirementsOf(sources, xr));
      if (!requiredResources || Object.keys(requiredResources).length === 0) {
        return { ...unchanged, requirements };
      }
      const selected = within('cannot get selected environment configs', () =>
        selectConfigs(sources, requiredResources, spec.policy?.resolution),
      );
      const before = context[ENVIRONMENT_KEY];
      const earlier = ENVIRONMENT_KEY in context && isObject(before) ? before : {};
      const configs = within('cannot merge environment data', () => mergeConfigs(selected));
      const data = mergeData(spec.defaultData ?? {}, mergeData(earlier, configs));
      const { group, version, kind } = kindOf(data);
      const environment =
        group === '' && version === '' && kind === ''
          ? { ...data, apiVersion: 'internal.crossplane.io/v1alpha1', kind: 'Environment' }
          : data;
      const changed = { ...context, [ENVIRONMENT_KEY]: environment };
      return { ...unchanged, context: changed, requirements };
    }),
};
