import { posix } from 'node:path';
import {
  ManifestSet,
  readManifests,
  type Diagnostic,
  type ManifestEntry,
  type World,
} from '../core';
import type * as Lint from '../lint';
import type * as ConfigFile from './config';
import type * as Schemas from './project-schemas';
import type { Report } from './findings/report';
import { kustomizationsAmong, type Kustomizations } from './kustomization-files';
import { resemblesManifest } from './manifest-files';
import { text } from './reporters/text';

/** A file about to be packed. */
export interface GateFile {
  readonly path: string;
  readonly content: Uint8Array | string;
}

/**
 * What `lint` finds in files about to be pushed, YAML and JSON of Helm charts and what a kustomization
 * names for a patch left out. The caller stops on errors.
 *
 * @param alongside Files of artifacts that go out together: CRDs and XRDs among them define kinds,
 *   nothing else of them is judged. Default none.
 * @returns Findings in the order of `lint`; reading's own come first.
 */
export function lintGate(
  files: readonly GateFile[],
  world: World,
  alongside: readonly GateFile[] = [],
): readonly Diagnostic[] {
  return judge(files, alongside, world).diagnostics;
}

/** Whether files may be pushed, as `lintGate` sees it. Findings go to stderr, warnings included. */
export function passesGate(
  files: readonly GateFile[],
  world: World,
  alongside: readonly GateFile[] = [],
): boolean {
  const report = judge(files, alongside, world);
  if (report.diagnostics.length > 0) world.report(text.render(report));
  return !report.diagnostics.some(({ severity }) => severity === 'error');
}

function judge(files: readonly GateFile[], alongside: readonly GateFile[], world: World): Report {
  const { lint } = require('../lint') as typeof Lint;
  const { projectSchemas } = require('./project-schemas') as typeof Schemas;
  const { readConfig } = require('./config') as typeof ConfigFile;
  const read = readAll(files);
  const definitions = new ManifestSet(readAll(alongside).entries);
  const found = lint(new ManifestSet(read.entries), {
    schemas: projectSchemas(world),
    targets: readConfig(world).targets,
    definitions,
    kustomizations: read.kustomizations,
  });
  return { ...read, diagnostics: [...read.diagnostics, ...found] };
}

interface Read extends Report {
  readonly kustomizations: Kustomizations['all'];
}

function readAll(files: readonly GateFile[]): Read {
  const entries: ManifestEntry[] = [];
  const diagnostics: Diagnostic[] = [];
  const charts = chartsAmong(files);
  const read = files.filter(({ path }) => !isInChart(path, charts));
  const kustomizations = kustomizationsAmong(read, textOf);
  for (const file of read.filter(({ path }) => !kustomizations.isPart(path))) {
    const { path } = file;
    const body = textOf(file);
    if (!/\.(ya?ml|json)$/i.test(path) || !resemblesManifest(body, path)) continue;
    const found = readManifests(body, path);
    entries.push(...found.entries);
    diagnostics.push(...found.diagnostics);
  }
  return {
    diagnostics,
    entries,
    files: read.map(({ path }) => path),
    kustomizations: kustomizations.all,
  };
}

function textOf({ content }: GateFile): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
}

/** Folders of Helm charts: `.` for the top. */
function chartsAmong(files: readonly GateFile[]): readonly string[] {
  return files
    .filter(({ path }) => /^Chart\.ya?ml$/.test(posix.basename(path)))
    .map(({ path }) => posix.dirname(path));
}

function isInChart(path: string, charts: readonly string[]): boolean {
  return charts.some((chart) => chart === '.' || path.startsWith(`${chart}/`));
}
