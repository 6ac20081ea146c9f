import type { Expected, Strategy } from '../lib/drift';

/**
 * What to do about fields that controllers write at run time. `'report'` changes nothing and adds no
 * rule: `lint` tells what fights.
 */
export type Drift = 'report' | DriftOptions;

export interface DriftOptions {
  /** Who writes into content that nobody here can see: a chart, a remote artifact. Default nobody. */
  readonly expect?: readonly Expected[];
  /**
   * Where rules stand: in each Application, or in an annotation of the object, so that they travel
   * with an artifact whose Applications others write. Annotations need Argo CD 3.6, hold pointers
   * alone (jq paths stay in the Application), and the Application still respects differences.
   *
   * @default 'application'
   */
  readonly rules?: 'application' | 'annotation';
}

/** `argocd.argoproj.io/ignore-differences-json-pointers: /spec/replicas,/spec/paused` */
export const RULES_ANNOTATION = 'argocd.argoproj.io/ignore-differences-json-pointers';

/** The Argo CD that reads {@link RULES_ANNOTATION}. */
export const RULES_ANNOTATION_SINCE = '3.6';

export function expectedIn(drift: Drift | undefined): readonly Expected[] {
  return (typeof drift === 'object' && drift.expect) || [];
}

/** How Argo CD compares what an Application deploys. */
export function strategyOf(
  syncOptions: readonly unknown[] | undefined,
  annotations: Readonly<Record<string, unknown>> | undefined,
): Strategy {
  const compare = String(annotations?.['argocd.argoproj.io/compare-options'] ?? '');
  if (/(^|,)\s*ServerSideDiff=true/.test(compare)) return 'serverSideDiff';
  return syncOptions?.includes('ServerSideApply=true') ? 'serverSideApply' : 'clientSide';
}
