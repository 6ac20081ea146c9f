/** Key under which a construct says what it added during synth, and why; for `synth --explain`. */
export const EXPLAIN = Symbol.for('cdk8s-gitops.explain');

/** Lines without indentation: `+ ignore /spec/replicas of apps/Deployment web`. None: it is not named. */
export interface Explained {
  [EXPLAIN](): readonly string[];
}
