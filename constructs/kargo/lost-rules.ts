import type { IConstruct } from 'constructs';
import { valueAt } from '../../lib/core';
import { rulesOf } from '../../lib/drift';
import { deliveriesOf } from '../artifact/delivery';
import { expectedRulesOf, openClaimsOf } from '../artifact/facts';
import { optionReasonsOf } from '../artifact/sync-options';
import { expectedIn } from '../drift';
import { KargoError } from './errors';

/** So many are named; the rest is counted. */
const NAMED = 3;

/**
 * Refuses a pin without drift rules and sync options of content that needs some as Applications
 * compare by default: they would fight controllers from that promotion on. Asked while the program is
 * synthesized, when its content is known.
 *
 * @throws {KargoError} `KARGO_RULES_LOST`, naming them.
 */
export function refuseLostRules(artifact: IConstruct & { readonly name: string }, ring: string) {
  // Plain JavaScript may hand on an object that only looks like an artifact.
  if (!('node' in artifact)) return;
  const delivery = deliveriesOf(artifact).find(({ construct }) => construct === artifact);
  if (!delivery) return;
  // For a scale that is left out of the content nobody fights.
  const written = openClaimsOf(delivery, undefined).filter(
    ({ at, pointer }) => at && valueAt(at, pointer) !== undefined,
  );
  const needed = [
    ...rulesOf(written, 'clientSide'),
    ...expectedRulesOf(delivery, expectedIn(delivery.drift), 'clientSide'),
  ];
  const rules = needed.map(({ group, kind, name = '*', ...fields }) => {
    const { jsonPointers = [], jqPathExpressions = [] } = fields;
    const of = `${group ? `${group}/` : ''}${kind}/${name}`;
    return `${of} ${[...jsonPointers, ...jqPathExpressions].join(' ')}`;
  });
  // Each variant has its own.
  const lost = [...new Set([...rules, ...optionReasonsOf(delivery)])];
  if (lost.length === 0) return;
  const more = lost.length > NAMED ? `; and ${lost.length - NAMED} more` : '';
  throw new KargoError(
    'KARGO_RULES_LOST',
    `a promotion of '${artifact.name}' to ring '${ring}' pins no rules, and its content needs them: ${lost.slice(0, NAMED).join('; ')}${more}`,
    "write from: '<ring>' and pin that ring by cdk8s-gitops promote, which records them; or let objects carry them by drift: { rules: 'annotation' } of the artifact; or rules: 'none' where nobody needs any",
  );
}
