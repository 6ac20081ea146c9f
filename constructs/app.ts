import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { App, type AppProps } from 'cdk8s';
import type { Disk } from '../lib/core';
import { EVERYTHING_AT_HEAD, parseReleases, ReleasesError, type Releases } from '../lib/releases';
import { SynthError } from '../lib/synth';
import { attachProgram } from './artifact/program';
import { realDisk } from './disk';
import { explain } from './explain';
import { synthesize, synthesizeYaml } from './synthesize';
import { checkTargets, type Targets } from './targets';

export interface ProgramProps {
  /**
   * The file that says which release each ring runs, relative to the working folder. Where the
   * default is not there, every ring runs what this program builds; a file that is named here must
   * be there.
   *
   * @default 'releases.yaml'
   */
  readonly releases?: string;
  /** Versions that the manifests are for. Default: the newest whose facts are shipped. */
  readonly targets?: Targets;
}

export interface PlatformAppProps extends AppProps, ProgramProps {}

/**
 * A cdk8s `App` that synthesizes the same files in a fraction of the time, linear in objects, charts
 * and dependencies, and knows artifacts: their folders, their digests, their releases. What cdk8s
 * loses in silence is an error here: an object that occurs twice where it would be applied twice,
 * two files of one name, half a character.
 *
 * Files are written all or none, and only after everything else has succeeded.
 */
export class PlatformApp extends App {
  constructor({ releases, targets, ...props }: PlatformAppProps = {}) {
    super(props);
    attach(this, { releases, targets });
  }

  override synth(): void {
    write(this);
  }

  override synthYaml(): string {
    return synthesizeYaml(this);
  }
}

/**
 * Gives an existing app the synthesis of {@link PlatformApp}, and returns it.
 *
 * @throws {SynthError} `SYNTH_CDK8S_TWICE` for an app of another copy of cdk8s than ours: neither
 *   would know the Lazy values of the other.
 */
export function accelerate<A extends App>(app: A, props: ProgramProps = {}): A {
  if (!Object.prototype.isPrototypeOf.call(App.prototype, app)) {
    throw new SynthError(
      'SYNTH_CDK8S_TWICE',
      'the app is of another copy of cdk8s than the one that cdk8s-gitops uses',
      'run npm ls cdk8s, and leave one copy: npm dedupe',
    );
  }
  attach(app, props);
  return Object.assign(app, {
    synth: () => write(app),
    synthYaml: () => synthesizeYaml(app),
  });
}

function attach(app: App, { releases, targets = {} }: ProgramProps): void {
  checkTargets(targets);
  const disk = realDisk(process.cwd());
  let read: Releases | undefined;
  attachProgram(app, {
    disk,
    targets,
    sortKeys: !process.env.CDK8S_DISABLE_SORT,
    get releases() {
      read ??= readReleases(disk, releases);
      return read;
    },
  });
}

/** @throws {ReleasesError} `RELEASES_MISSING`: a misspelt name would have production run head. */
function readReleases(disk: Disk, named: string | undefined): Releases {
  const file = named ?? 'releases.yaml';
  const text = disk.read(file)?.toString();
  if (text !== undefined) return parseReleases(text, file);
  if (named === undefined) return EVERYTHING_AT_HEAD;
  throw new ReleasesError(
    'RELEASES_MISSING',
    `there is no '${file}', which the app names as its releases`,
    'correct the name, which is relative to the working folder, or write the file',
  );
}

function write(app: App): void {
  const cwd = process.cwd();
  const program = relative(cwd, process.argv[1] ?? '');
  synthesize(app, { disk: realDisk(cwd), cwd, program });
  // An app without charts has a folder as well, as with cdk8s.
  mkdirSync(app.outdir, { recursive: true });
  if (process.env.CDK8S_GITOPS_EXPLAIN === '1') process.stderr.write(explain(app));
}
