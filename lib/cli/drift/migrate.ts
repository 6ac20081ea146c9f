import { emitDocument, type Diagnostic, type Fix, type Manifest, type World } from '../../core';
import { nameOf } from '../../drift';
import { count } from '../findings/report';
import type { Judged } from '../judge-files';
import { readText } from './fix-files';
import { overlay } from './overlay';
import { planFixes, type FileChange } from './plan-fixes';
import { unifiedDiff } from './unified-diff';

/**
 * Prints the commits, in their order, that drop fields which are applied already. Dropped at once, a
 * scale falls to its default of 1: Argo CD applied it, so it takes it away again.
 *
 * @returns 1 where there is something to migrate, else 0.
 * @see https://github.com/argoproj/argo-cd/issues/1603
 */
export function migrate(judged: Judged, world: World): number {
  const dropped = judged.diagnostics.filter(
    ({ rule, fixes = [] }) => rule === 'field-has-two-writers' && fixes.some(isDrop),
  );
  if (dropped.length === 0) {
    world.print('nothing to migrate: no field that a controller writes is set');
    return 0;
  }
  const free = () => undefined;
  const rules = planFixes(
    dropped,
    judged.set,
    (file) => readText(file, world.disk),
    free,
    (fixes) => fixes.filter((fix) => !isDrop(fix)),
  );
  const disk = overlay(
    world.disk,
    new Map([...rules.changes].map(([file, { after }]) => [file, after])),
  );
  const drops = planFixes(
    dropped,
    judged.set,
    (file) => readText(file, disk),
    free,
    (fixes) => fixes.filter(isDrop),
  );
  for (const { diagnostic, reason } of [...rules.refused, ...drops.refused]) {
    world.report(`by hand: ${diagnostic.manifest ? nameOf(diagnostic.manifest) : ''}: ${reason}`);
  }
  world.print(
    [
      `# ${count(dropped.length, 'field')} to drop, in two commits. In one, a scale falls to 1 until its autoscaler acts.`,
      ...firstCommit(dropped, rules.changes),
      ...syncStep(dropped),
      '',
      '# 3. Commit: drop the fields. The rules stay, for the day that somebody writes the field again.',
      ...patchLines(drops.changes),
    ].join('\n'),
  );
  return 1;
}

function isDrop({ edits }: Fix): boolean {
  return edits.some((edit) => edit.do === 'remove');
}

function firstCommit(
  dropped: readonly Diagnostic[],
  changes: ReadonlyMap<string, FileChange>,
): string[] {
  const homeless = dropped.filter(({ fight }) => fight?.applications.length === 0);
  return [
    '',
    '# 1. Commit: ignore the fields, and keep what is live during syncs.',
    ...(changes.size > 0 ? patchLines(changes) : []),
    ...(changes.size === 0 && homeless.length === 0 ? ['# The rules are there already.'] : []),
    ...(homeless.length > 0 ? snippet(homeless) : []),
  ];
}

/** For objects whose Application is elsewhere. */
function snippet(homeless: readonly Diagnostic[]): string[] {
  const ignoreDifferences = homeless.map(({ manifest, pointer }) => {
    const { apiVersion, kind, metadata } = manifest as Manifest;
    const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
    const namespace = metadata.namespace === undefined ? {} : { namespace: metadata.namespace };
    return { group, kind, name: metadata.name, ...namespace, jsonPointers: [pointer] };
  });
  const syncPolicy = { syncOptions: ['RespectIgnoreDifferences=true'] };
  return [
    '# In the Application that deploys them, which is not in the input:',
    emitDocument({ spec: { ignoreDifferences, syncPolicy } }).trimEnd(),
  ];
}

function syncStep(dropped: readonly Diagnostic[]): string[] {
  const applications = new Set(dropped.flatMap(({ fight }) => fight?.applications ?? []));
  const waits = [...applications].slice(0, 10).map(waitFor);
  return [
    '',
    '# 2. Wait until that is synced.',
    ...(waits.length > 0 ? waits : ['argocd app wait <application> --sync --health']),
    ...(applications.size > 10 ? [`# and ${applications.size - 10} more`] : []),
  ];
}

function waitFor({ kind, apiVersion, metadata: { name = '', namespace } }: Manifest): string {
  if (kind === 'ApplicationSet') {
    const own = `{range .items[?(@.metadata.ownerReferences[0].name=="${name}")]}{.metadata.name}{"\\n"}{end}`;
    const list = `kubectl get applications.argoproj.io -n ${namespace ?? 'argocd'} -o jsonpath='${own}'`;
    return `${list} | xargs -n1 argocd app wait --sync --health`;
  }
  if (apiVersion.startsWith('argoproj.io/')) return `argocd app wait ${name} --sync --health`;
  return `flux reconcile kustomization ${name} -n ${namespace ?? 'flux-system'} --with-source`;
}

function patchLines(changes: ReadonlyMap<string, FileChange>): string[] {
  return [...changes].flatMap(([file, { before, after }]) =>
    unifiedDiff(file, before, after).replace(/\n$/, '').split('\n'),
  );
}
