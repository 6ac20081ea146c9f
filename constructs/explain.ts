import type { App } from 'cdk8s';
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { formatKey, valueAt, type IgnoreDifference } from '../lib/core';
import {
  claimantOf,
  expectedRules,
  syncOptionsFor,
  type Expected,
  type Strategy,
} from '../lib/drift';
import type { SynthPass } from '../lib/synth';
import { acrossSources, neededOptions, strategyFor, type Deriving } from './argocd/derived';
import { deliveriesOf } from './artifact/delivery';
import { expectationOf, factsOf } from './artifact/facts';
import { manifestsOf } from './artifact/manifests';
import { carriedNeedsOf, repairsOf } from './artifact/repair';
import { lineOf } from './artifact/sync-options';
import { withSynthesis } from './artifact/synthesis';
import type { Deployable } from './deployable';
import { expectedIn } from './drift';
import { EXPLAIN, type Explained } from './explained';

/**
 * What synth changed in the objects of each artifact, and what it added to each Application and
 * ApplicationSet, and why; ends in a line feed.
 */
export function explain(app: App): string {
  return withSynthesis(app, (pass) => {
    const applications = app.node.findAll().flatMap((construct) => {
      if (ApiObject.isApiObject(construct) && EXPLAIN in construct) {
        const lines = (construct as ApiObject & Explained)[EXPLAIN]().map((line) => `  ${line}\n`);
        return lines.length === 0 ? [] : [`${construct.kind} ${construct.name}\n${lines.join('')}`];
      }
      const { deployables = [], deriving } = construct as Partial<Deploying>;
      if (!ApiObject.isApiObject(construct) || !deriving) return [];
      const strategy = strategyFor(deployables, deriving);
      const lines = [
        ...deployables.map((one) => explainOne(one, deriving, strategy)),
        ...between(deployables, deriving),
        own(construct, deriving, strategy),
      ].join('');
      return lines === '' ? [] : [`${construct.kind} ${construct.name}\n${lines}`];
    });
    return [...repairs(app, pass), ...applications].join('');
  });
}

interface Deploying {
  readonly deployables: readonly Deployable[];
  readonly deriving: Deriving;
}

function repairs(app: App, pass: SynthPass): string[] {
  return deliveriesOf(app).flatMap((delivery) => {
    manifestsOf(delivery);
    const lines = [
      ...repairsOf(pass, delivery).map((claim) => {
        const { at, pointer, repair, target } = claim;
        const key = formatKey(target);
        return repair.do === 'write'
          ? `  + ${pointer} of ${key}: ${JSON.stringify(repair.value)}, which ${claimantOf(claim)} would add\n`
          : `  - ${pointer} of ${key}, which was ${JSON.stringify(valueAt(at, pointer))}: ${claimantOf(claim)} writes it\n`;
      }),
      ...carriedNeedsOf(pass, delivery).map(
        (need) => `  + sync option in an annotation, ${lineOf(need)}\n`,
      ),
    ];
    const what = delivery.kind === 'hub' ? 'Hub' : 'Artifact';
    return lines.length === 0 ? [] : [`${what} ${delivery.name}\n${lines.join('')}`];
  });
}

function explainOne(deployable: Deployable, deriving: Deriving, strategy: Strategy): string {
  const { drift } = deriving;
  const { revision, rules, options = [], undecided = [] } = deployable.reasons(strategy);
  const head = `  targetRevision of ${deployable.repoURL}: ${revision}\n`;
  if (drift === 'report') return `${head}  no rules: drift is 'report'\n`;
  const carried = deployable.carriesRules();
  const doubts = undecided
    .map((one) => `  ? no rule, since nobody here can tell: ${one}\n`)
    .join('');
  const forRules = optionsFor(deployable.ignoreDifferences(strategy));
  const needed: readonly string[] = neededOptions([deployable], deriving);
  const forContent = options
    .filter((line) => needed.some((option) => line.startsWith(option)))
    .map((line) => `  + ${line}\n`);
  const respected = rules.length > 0 || carried ? RESPECTED : '';
  return [head, added(rules), doubts, respected, forRules, ...forContent].join('');
}

/** What follows from two sources together. */
function between(deployables: readonly Deployable[], deriving: Deriving): string[] {
  const needed: readonly string[] = neededOptions(deployables, deriving);
  return acrossSources(deployables)
    .filter(({ option }) => needed.includes(option))
    .map((need) => `  + ${lineOf(need)}\n`);
}

/** What an Application says of content that nobody here can see. */
function own(construct: IConstruct, { drift }: Deriving, strategy: Strategy): string {
  const facts = factsOf(construct);
  const rulesFor = (one: Expected) => expectedRules([one], facts, strategy);
  const expected = expectedIn(drift).filter((one) => rulesFor(one).length > 0);
  const respected = expected.length > 0 ? RESPECTED : '';
  return added(expected.map(expectationOf)) + respected + optionsFor(expected.flatMap(rulesFor));
}

function optionsFor(rules: readonly IgnoreDifference[]): string {
  return syncOptionsFor(rules)
    .map(
      (option) =>
        `  + ${option}: a rule does not keep what others add to a list that Git has without it\n`,
    )
    .join('');
}

function added(rules: readonly string[]): string {
  return rules.map((rule) => `  + ignoreDifferences: ${rule}\n`).join('');
}

const RESPECTED =
  '  + RespectIgnoreDifferences=true: without it a sync overwrites those fields all the same\n';
