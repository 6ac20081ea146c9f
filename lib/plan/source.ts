import { valueAt, type Manifest } from '../core';
import type { DirectoryOptions, SourceRef, Tool } from './types';
import { isEqual, isMap, type Fields } from './values';

/** Fields of a source that say which tool renders it; the first that is used counts. */
const TOOLS: readonly (readonly [field: string, tool: Tool])[] = [
  ['chart', 'Helm'],
  ['helm', 'Helm'],
  ['kustomize', 'Kustomize'],
  ['plugin', 'a plugin'],
];

/** The sources of an Application (or of the template of an ApplicationSet) that deliver objects. */
export function sourcesOf(spec: unknown): SourceRef[] {
  const several = valueAt(spec, '/sources');
  const all = Array.isArray(several) && several.length > 0 ? several : [valueAt(spec, '/source')];
  const maps = all.filter(isMap);
  return maps.filter(delivers).map((source) => readSource(source, lent(maps, source)));
}

/** What identifies a source apart from its revision and its parameters. */
export function placeOf({ repoURL, path, chart, tool, directory }: SourceRef): string {
  const { include = '', exclude = '', recurse = false } = directory;
  return [repoURL, path, chart, tool, include, exclude, recurse].join('\0');
}

/** The source among others that this one takes the place of, or is. */
export function counterpartOf(
  sources: readonly SourceRef[],
  source: SourceRef,
): SourceRef | undefined {
  const place = placeOf(source);
  const [only, second] = sources;
  return (
    sources.find((one) => placeOf(one) === place) ??
    sources.find((one) => one.repoURL === source.repoURL && one.chart === source.chart) ??
    (only && !second && movedTo(only, source) ? only : undefined)
  );
}

/** Whether one artifact is now read from another registry, as a promotion may do. */
function movedTo(from: SourceRef, to: SourceRef): boolean {
  const areOci = [from, to].every(({ repoURL }) => repoURL.startsWith('oci://'));
  return areOci && placeOf({ ...from, repoURL: to.repoURL }) === placeOf(to);
}

/** Whether both ask for the same, whatever that is. */
export function isSameSource(a: SourceRef, b: SourceRef): boolean {
  return (
    placeOf(a) === placeOf(b) &&
    a.revision === b.revision &&
    isEqual(a.parameters ?? {}, b.parameters ?? {})
  );
}

const FIXED = /^(?:sha256:[a-f0-9]{64}|[a-f0-9]{40}|[a-f0-9]{64})$/;
const EXACT_VERSION = /^v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/;

/** Whether a revision means the same tomorrow: a digest, a commit, a full version of a chart. */
export function isFixed({ revision, chart }: SourceRef): boolean {
  return FIXED.test(revision) || (chart !== undefined && EXACT_VERSION.test(revision));
}

/** The pin of an Application, as its labels and its `info` show it. */
export function versionOf(application: Manifest): string | undefined {
  return application.metadata.labels?.['app.kubernetes.io/version'];
}

/** A source with `ref` and no path only lends its files to others. */
function delivers({ ref, path, chart }: Fields): boolean {
  return ref === undefined || path !== undefined || chart !== undefined;
}

/** The repositories and revisions whose files the values of a chart come from. */
function lent(all: readonly Fields[], source: Fields): Fields | undefined {
  if (!JSON.stringify(source.helm ?? '').includes('$')) return undefined;
  const refs = all.filter((one) => one !== source && typeof one.ref === 'string');
  if (refs.length === 0) return undefined;
  return Object.fromEntries(
    refs.map(({ ref, repoURL, targetRevision }) => [
      text(ref),
      `${text(repoURL)} ${text(targetRevision) || 'HEAD'}`,
    ]),
  );
}

function readSource(source: Fields, refs: Fields | undefined): SourceRef {
  const tool = TOOLS.find(([key]) => isUsed(source[key]))?.[1];
  const { directory, chart } = source;
  const parameters = {
    ...Object.fromEntries(
      ['helm', 'kustomize', 'plugin']
        .filter((key) => isUsed(source[key]))
        .map((key) => [key, source[key]]),
    ),
    ...(refs && { refs }),
  };
  return {
    repoURL: text(source.repoURL),
    path: text(source.path).replace(/^\.?\/+|\/+$/g, '') || '.',
    revision: text(source.targetRevision) || 'HEAD',
    ...(tool !== undefined && { tool }),
    ...(typeof chart === 'string' && chart !== '' && { chart }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    directory: isMap(directory) ? (directory as DirectoryOptions) : {},
  };
}

function isUsed(value: unknown): boolean {
  return isMap(value) ? Object.keys(value).length > 0 : value !== undefined && value !== '';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
