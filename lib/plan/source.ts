import { valueAt, type Manifest } from '../core';
import type { DirectoryOptions, SourceRef } from './types';

const TOOLS = [
  ['chart', 'Helm'],
  ['helm', 'Helm'],
  ['kustomize', 'Kustomize'],
  ['plugin', 'a plugin'],
] as const;

/** The sources of an Application (or of the template of an ApplicationSet) that deliver objects. */
export function sourcesOf(spec: unknown): SourceRef[] {
  const several = valueAt(spec, '/sources');
  const all = Array.isArray(several) && several.length > 0 ? several : [valueAt(spec, '/source')];
  return all.filter(isMap).filter(delivers).map(readSource);
}

/** What identifies a source apart from its revision. */
export function placeOf({ repoURL, path, tool = '', directory }: SourceRef): string {
  const { include = '', exclude = '', recurse = false } = directory;
  return [repoURL, path, tool, include, exclude, recurse].join('\0');
}

/** The pin of an Application, as its labels and its `info` show it. */
export function versionOf(application: Manifest): string | undefined {
  return application.metadata.labels?.['app.kubernetes.io/version'];
}

/** A source with `ref` and no path only lends its files to others. */
function delivers({ ref, path, chart }: Readonly<Record<string, unknown>>): boolean {
  return ref === undefined || path !== undefined || chart !== undefined;
}

function readSource(source: Readonly<Record<string, unknown>>): SourceRef {
  const tool = TOOLS.find(([key]) => isUsed(source[key]))?.[1];
  const { directory } = source;
  return {
    repoURL: text(source.repoURL),
    path: text(source.path).replace(/^\.?\/+|\/+$/g, '') || '.',
    revision: text(source.targetRevision) || 'HEAD',
    ...(tool !== undefined && { tool }),
    directory: isMap(directory) ? (directory as DirectoryOptions) : {},
  };
}

function isUsed(value: unknown): boolean {
  return isMap(value) ? Object.keys(value).length > 0 : value !== undefined && value !== '';
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
