import { posix } from 'node:path';
import { valueAt, type Manifest } from '../../core';
import { isWritten, nameOf, ownerOf, type Claim, type Repair } from '../../drift';
import { show } from '../../schema';
import { applicationSpecs, type ApplicationSpec } from '../applications';
import { claims } from '../claims';
import type { Context } from '../context';
import { coversField, matches, respects, RESPECT } from '../ignore-rules';
import { rule } from '../rule';

export const fieldHasTwoWriters = rule({
  id: 'field-has-two-writers',
  category: 'drift',
  severity: 'error',
  summary: 'No manifest sets a field that a controller writes at run time.',
  hint: 'leave the field out; where it is applied already, ignore and respect it first, since dropping replicas alone scales to 1',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/best_practices/',

  *check(set, context) {
    for (const claim of claims(context)) {
      const { at, pointer, repair, under } = claim;
      if (!at || !isWritten(at, pointer) || !TAKES_OVER.has(repair.do)) continue;
      if (under && !under.includes('clientSide')) continue;
      const owners = ownersOf(at, context);
      const exposed = owners.filter((owner) => !isSafe(owner, claim));
      if (owners.length > 0 && exposed.length === 0) continue;
      const heals = owners.length === 0 || exposed.some((owner) => owner.selfHeals);
      const reason = exposed.map((owner) => whyExposed(owner, claim)).find((text) => text !== '');
      yield {
        at,
        pointer,
        message: `is ${show(valueAt(at, pointer))}, but ${ownerOf(claim)} writes it too${reason ?? ''}`,
        severity: heals ? 'error' : 'warning',
      };
    }
  },
});

/** Repairs of fields whose value in Git loses, whatever it is. */
const TAKES_OVER: ReadonlySet<Repair['do']> = new Set(['omit', 'omit-and-ignore', 'ignore']);

/**
 * The Applications that deliver an object: those whose path is a folder that it is in, else all of
 * the set; none where the set holds no Application.
 */
function ownersOf(at: Manifest, context: Context): readonly ApplicationSpec[] {
  const all = applicationSpecs(context);
  const { file } = context.set.originOf(at);
  if (file === undefined) return all;
  const folder = `/${posix.dirname(file)}/`;
  const owners = all.filter(({ sources }) =>
    sources.some(({ path = '' }) => {
      const wanted = posix.join('/', path, '/');
      return wanted !== '/' && folder.includes(wanted);
    }),
  );
  return owners.length > 0 ? owners : all;
}

function isSafe(owner: ApplicationSpec, { target, pointer }: Claim): boolean {
  return (
    respects(owner) &&
    owner.ignoreRules.some((rule) => matches(rule, target) && coversField(rule, pointer))
  );
}

/** What is wrong with the rule that was meant to help; `''` where there is none. */
function whyExposed(owner: ApplicationSpec, { target, pointer }: Claim): string {
  const app = nameOf(owner.at);
  const about = owner.ignoreRules.filter((rule) => coversField(rule, pointer));
  if (about.some((rule) => matches(rule, target))) {
    return `; the rule in ${app} only hides it, since syncOptions lack ${RESPECT}`;
  }
  if (about.some((rule) => !rule.group && matches({ ...rule, group: target.group }, target))) {
    return `; the rule in ${app} has no group, so it matches core kinds only: write 'group: ${target.group}'`;
  }
  const named = about.find((rule) => matches({ ...rule, name: undefined }, target));
  return named ? `; the rule in ${app} is for the name '${named.name}'` : '';
}
