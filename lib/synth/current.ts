import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { SynthPass, type SynthOptions } from './pass';

const passes = new WeakMap<IConstruct, SynthPass>();

/** The pass under way for the app that a construct belongs to; asked from a Lazy. */
export function passOf(construct: IConstruct): SynthPass | undefined {
  return passes.get(construct.node.root);
}

/**
 * Runs `use` with a pass under way for `app`. Within another call for the same app it joins that
 * call's pass, and `options` do not count.
 */
export function withPass<T>(app: App, use: (pass: SynthPass) => T, options?: SynthOptions): T {
  const current = passes.get(app);
  if (current) return use(current);
  const pass = new SynthPass(app, options);
  passes.set(app, pass);
  try {
    return use(pass);
  } finally {
    passes.delete(app);
  }
}
