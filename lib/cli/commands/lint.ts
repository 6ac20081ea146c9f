import type * as Core from '../../core';
import type * as Linter from '../../lint';
import { command } from '../command';
import type * as ConfigFile from '../config';
import { CliError } from '../errors';
import type * as Files from '../manifest-files';
import type * as Pipelines from '../pipeline-files';
import type * as Schemas from '../project-schemas';
import type * as Reporters from '../reporters';

export const lint = command({
  name: 'lint',
  summary: 'Report what a controller would reject, fight or silently change.',
  args: '[files|folders|-]',
  arity: { min: 0, max: Infinity },
  example: 'cdk8s-gitops lint dist --kubernetes 1.34 --output github',
  options: {
    only: {
      type: 'string',
      multiple: true,
      summary: 'categories, comma-separated: schema, deprecations, gitops, drift, secrets',
    },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json', 'github', 'sarif', 'junit', 'tap'],
      default: 'text',
      summary: 'how to show the findings',
    },
    strict: { type: 'boolean', default: false, summary: 'exit 1 on warnings too' },
    kubernetes: { type: 'string', summary: 'release to check for: 1.34; default the newest known' },
    argocd: { type: 'string', summary: 'release to check for: 3.6; default 3.5' },
    crds: {
      type: 'string',
      multiple: true,
      summary: 'file or folder of CRDs and XRDs that define kinds; may be repeated',
    },
  },
  async run({ flags, args }, world) {
    const { ManifestSet } = require('../../core') as typeof Core;
    const { lint: run } = require('../../lint') as typeof Linter;
    const { readManifestFiles } = require('../manifest-files') as typeof Files;
    const { readPipelineFiles } = require('../pipeline-files') as typeof Pipelines;
    const { reporters } = require('../reporters') as typeof Reporters;
    const { projectSchemas } = require('../project-schemas') as typeof Schemas;
    const { readConfig } = require('../config') as typeof ConfigFile;

    const only = categoriesIn(flags.only);
    const declared = readConfig(world).targets;
    const targets = {
      ...declared,
      kubernetes: release(flags.kubernetes, 'kubernetes') ?? declared.kubernetes,
      argocd: release(flags.argocd, 'argocd') ?? declared.argocd,
    };
    const schemas = projectSchemas(world);
    const newest = schemas.kubernetesReleases().at(-1) ?? '';
    if (targets.kubernetes !== undefined && isNewer(targets.kubernetes, newest)) {
      world.report(`nothing is known of Kubernetes ${targets.kubernetes}: linted for ${newest}`);
    }
    const given = readManifestFiles(args.length > 0 ? args : ['dist'], world.disk);
    const definitions =
      flags.crds.length > 0 ? readManifestFiles(flags.crds, world.disk).entries : [];
    const pipelines = readPipelineFiles(args.length > 0 ? args : ['.'], world.disk);
    const found = run(new ManifestSet(given.entries), {
      schemas,
      only,
      targets,
      definitions: new ManifestSet(definitions),
      pipelines,
    });
    const report = {
      diagnostics: merge(given.diagnostics, found),
      entries: given.entries,
      files: [...given.files, ...pipelines.map(({ file }) => file)],
    };
    const reporter = reporters.find(({ name }) => name === flags.output) ?? reporters[0];
    world.print(reporter.render(report));
    return report.diagnostics.some((d) => flags.strict || d.severity === 'error') ? 1 : 0;
  },
});

function categoriesIn(given: readonly string[]): Linter.Category[] | undefined {
  const { categories } = require('../../lint') as typeof Linter;
  const names = given.flatMap((text) => text.split(',')).map((name) => name.trim());
  for (const name of names) {
    if ((categories as readonly string[]).includes(name)) continue;
    throw new CliError(
      'CLI_FLAG_VALUE',
      `--only has the category '${name}'`,
      `write one of ${categories.join(', ')}`,
    );
  }
  return names.length > 0 ? (names as Linter.Category[]) : undefined;
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
function merge(
  read: readonly Core.Diagnostic[],
  found: readonly Core.Diagnostic[],
): Core.Diagnostic[] {
  if (read.length === 0) return [...found];
  const fileOf = ({ origin }: Core.Diagnostic) => origin.file ?? '';
  return [...read, ...found].sort((a, b) =>
    fileOf(a) < fileOf(b) ? -1 : fileOf(a) > fileOf(b) ? 1 : 0,
  );
}
