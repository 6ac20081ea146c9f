import { ExpansionFailure } from '../failure';
import type { Generator } from '../generator';

/** Generators whose answers come from outside, each with what an offline expansion would need. */
const NEEDS: Readonly<Record<string, string>> = {
  scmProvider: 'the list of repositories that the host gives',
  clusterDecisionResource: 'the status of the decision resource',
  pullRequest: 'the list of pull requests that the host gives',
  plugin: 'the answer of the plugin',
};

function unavailable(key: string): Generator {
  return {
    key,
    hasValues: true,
    generate(_spec, _context, pointer) {
      throw new ExpansionFailure(
        `the ${key} generator needs ${NEEDS[key] ?? 'more'}, not given here`,
        {
          rule: 'application-set-input-missing',
          hint: `expand this set where the input is at hand, or replace the ${key} generator by a list`,
          pointer,
        },
      );
    },
  };
}

export const scmProvider = unavailable('scmProvider');
export const clusterDecisionResource = unavailable('clusterDecisionResource');
export const pullRequest = unavailable('pullRequest');
export const plugin = unavailable('plugin');
