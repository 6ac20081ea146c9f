import { quote } from '../../../template/quote';
import { checkDuration } from '../duration';
import { Crash, Failure, within } from '../../../crossplane/failure';
import {
  fatal,
  type CompositionFunction,
  type FunctionRequest,
  type FunctionResource,
  type FunctionResult,
} from '../protocol';
import { INPUT, type Input } from '../../../crossplane/inputs/sequencer';
import { strictRegexp } from '../../../crossplane/strict-regexp';
import { holds } from '../sequencer/condition';
import { usagesOf } from '../sequencer/usages';
import { decodeInput } from '../../../crossplane/shape';

/** Holds back resources until those before them in a sequence are ready. */
export const sequencer: CompositionFunction = {
  name: 'function-sequencer',
  version: 'v0.6.0',
  source: 'https://github.com/crossplane-contrib/function-sequencer',

  run(request) {
    const results: FunctionResult[] = [];
    try {
      return { ...sequence(request, results), context: request.context, results };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const response = fatal(request, error.message);
      return { ...response, results: [...results, ...response.results] };
    }
  },
};

function sequence(request: FunctionRequest, results: FunctionResult[]) {
  const input = within('cannot get Function input from *v1.RunFunctionRequest', () =>
    decodeInput<Input>(request.input, INPUT),
  );
  const { cacheTTL, enableDeletionSequencing, resetCompositeReadiness, rules = [] } = input;
  if (cacheTTL) within('cannot set cacheTTL', () => checkDuration(cacheTTL));
  const observed = request.observed.resources;
  const desired = new Map<string, FunctionResource>();
  for (const [name, { resource, ready }] of Object.entries(request.desired.resources)) {
    desired.set(name, { resource, ready });
  }
  let { composite } = request.desired;
  let usages: Record<string, FunctionResource> = {};
  for (const { sequence: names = [], condition, createOnly, deleteOnly } of rules) {
    const shown = `[${names.join(' ')}]`;
    if (createOnly && deleteOnly) {
      const what = 'cannot have both deleteOnly and createOnly set to true';
      throw new Failure(`rule for sequence ${shown} ${what}`);
    }
    const isMet =
      !condition ||
      within(`cannot evaluate condition ${quote(condition)} for sequence ${shown}`, () =>
        holds(condition, request),
      );
    if (!isMet) {
      const what = `condition ${quote(condition)} evaluated to false`;
      results.push({ severity: 'normal', message: `Skipping sequence ${shown}: ${what}` });
    }
    if (enableDeletionSequencing && !createOnly) {
      const made = within('cannot generate usages for sequence', () =>
        usagesOf(names, observed, desired, input),
      );
      usages = { ...usages, ...made };
    }
    if (deleteOnly || !isMet) continue;
    names.forEach((name, i) => {
      if (i === 0 || observed[name]) return;
      const delay = delayOf(name, names.slice(0, i), desired);
      if (delay === undefined) return;
      results.push({ severity: 'normal', message: delay });
      const isHeld = strictRegexp(name);
      for (const held of [...desired.keys()]) {
        if (!isHeld(held) || observed[held]) continue;
        desired.delete(held);
        if (!resetCompositeReadiness) continue;
        if (!composite) {
          throw new Crash('resetCompositeReadiness needs a step before it that returns the XR');
        }
        composite = { ...composite, ready: false };
      }
    });
  }
  return { desired: { composite, resources: { ...Object.fromEntries(desired), ...usages } } };
}

/** Why what `name` matches has to wait; `undefined` where it need not. */
function delayOf(
  name: string,
  before: readonly string[],
  desired: ReadonlyMap<string, FunctionResource>,
): string | undefined {
  const what = `Delaying creation of resource(s) matching ${quote(name)} because`;
  for (const earlier of before) {
    const isEarlier = strictRegexp(earlier);
    strictRegexp(name);
    const found = [...desired].filter(([key]) => isEarlier(key));
    const ready = found.filter(([, resource]) => resource.ready === true).length;
    if (found.length === 0) return `${what} ${quote(earlier)} does not exist yet`;
    if (ready < found.length) {
      return `${what} ${quote(earlier)} is not fully ready (${ready} of ${found.length})`;
    }
  }
  return undefined;
}
