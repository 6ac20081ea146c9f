import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { passOf, withPass, type SynthPass } from '../../lib/synth';
import { layoutOf } from './layout';
import { programOf } from './program';
import { reviserOf } from './repair';

/**
 * Runs `use` in the synthesis of an app that is under way, or in one of its own: so a single chart
 * under test finds the same digests as the whole app.
 */
export function withSynthesis<T>(construct: IConstruct, use: (pass: SynthPass) => T): T {
  const app = construct.node.root as App;
  // Asked several times for every Application: what a pass is made of is read for its first call alone.
  const current = passOf(app);
  if (current) return use(current);
  const { sortKeys = true } = programOf(app) ?? {};
  return withPass(app, use, { layout: layoutOf(app), sortKeys, revise: reviserOf(app) });
}
