import { ManifestSet, type Diagnostic, type World } from '../core';
import { lint, type Category, type Targets } from '../lint';
import { readConfig } from './config';
import { Programs } from './drift/programs';
import { CliError } from './errors';
import type { Report } from './findings/report';
import { readManifestFiles } from './manifest-files';
import { readPipelineFiles } from './pipeline-files';
import { projectSchemas } from './project-schemas';

export interface JudgeFlags {
  readonly kubernetes: string | undefined;
  readonly argocd: string | undefined;
  readonly crds: readonly string[];
}

export interface Judged extends Report {
  readonly set: ManifestSet;
}

/**
 * Reads manifests and CI files of paths, and what the rules of some categories say of them.
 *
 * @param only the categories to judge by; default all.
 * @param paths as given; default `dist` for manifests and the working folder for CI files.
 * @throws {CliError} for flags and paths that are wrong.
 */
export function judgeFiles(
  paths: readonly string[],
  flags: JudgeFlags,
  world: World,
  only?: readonly Category[],
): Judged {
  const targets = targetsOf(flags, world);
  const schemas = projectSchemas(world);
  const newest = schemas.kubernetesReleases().at(-1) ?? '';
  if (targets['kubernetes'] !== undefined && isNewer(targets['kubernetes'], newest)) {
    world.report(`nothing is known of Kubernetes ${targets['kubernetes']}: linted for ${newest}`);
  }
  const given = readManifestFiles(paths.length > 0 ? paths : ['dist'], world.disk);
  const definitions =
    flags.crds.length > 0 ? readManifestFiles(flags.crds, world.disk).entries : [];
  const pipelines = readPipelineFiles(paths.length > 0 ? paths : ['.'], world.disk);
  const set = new ManifestSet(given.entries);
  const found = lint(set, {
    schemas,
    targets,
    definitions: new ManifestSet(definitions),
    pipelines,
    only,
    artifacts: new Programs(paths, world.disk).artifacts,
    kustomizations: given.kustomizations,
  });
  return {
    diagnostics: merge(given.diagnostics, found),
    entries: given.entries,
    files: [...given.files, ...pipelines.map(({ file }) => file)],
    set,
  };
}

function targetsOf(flags: JudgeFlags, world: World): Targets {
  const declared = readConfig(world).targets;
  return {
    ...declared,
    kubernetes: release(flags.kubernetes, 'kubernetes') ?? declared.kubernetes,
    argocd: release(flags.argocd, 'argocd') ?? declared.argocd,
  };
}

function isNewer(release: string, than: string): boolean {
  const [minor = 0, known = 0] = [release, than].map((text) => Number(text.split('.')[1]));
  return minor > known;
}

/** `1.34` of `v1.34.2`. */
function release(text: string | undefined, flag: string): string | undefined {
  if (text === undefined) return undefined;
  const [, minor] = /^v?(\d+\.\d+)(\.\d+)?$/.exec(text) ?? [];
  if (minor !== undefined) return minor;
  throw new CliError('CLI_FLAG_VALUE', `--${flag} is '${text}'`, 'write a release such as 1.34');
}

/** Findings of reading and of the rules, by file; those of reading first within a file. */
function merge(read: readonly Diagnostic[], found: readonly Diagnostic[]): Diagnostic[] {
  if (read.length === 0) return [...found];
  const fileOf = ({ origin }: Diagnostic) => origin.file ?? '';
  return [...read, ...found].sort((a, b) =>
    fileOf(a) < fileOf(b) ? -1 : fileOf(a) > fileOf(b) ? 1 : 0,
  );
}
