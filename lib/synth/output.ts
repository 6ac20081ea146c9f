import { posix } from 'node:path';
import type { IConstruct } from 'constructs';
import { isManifest, ManifestSet, type Disk, type ManifestEntry } from '../core';
import { emitAll } from './emit';
import { SynthError } from './errors';
import { filesIn, refuseDuplicates, revised, type SynthFile } from './files';
import { UNGROUPED } from './groups';
import type { SynthPass } from './pass';

/** What a synth writes: text by path below the output folder. */
export interface SynthOutput {
  readonly files: ReadonlyMap<string, string>;
}

/**
 * All files of an app: its manifests, and `construct-metadata.json` where that is asked for.
 *
 * @throws {SynthError} `SYNTH_DUPLICATE_OBJECT`, `SYNTH_FILE_CLASH`, `SYNTH_LONE_SURROGATE` and
 *   whatever else keeps an object from being written.
 */
export function outputOf(pass: SynthPass): SynthOutput {
  const files = textsOf(allFiles(pass));
  if (recordsMetadata(pass)) files.set('construct-metadata.json', constructMetadata(pass));
  return { files };
}

/**
 * The files of one group alone: nothing outside it is resolved, unless a Lazy asks for it. Paths are
 * below the output folder and so start with the group's folder.
 *
 * @param root as the layout names it; no files where the layout does not.
 */
export function filesOf(pass: SynthPass, root: IConstruct): ReadonlyMap<string, string> {
  return textsOf(filesBelow(pass, root));
}

/** The manifests of one group, as {@link filesOf} writes them. */
export function manifestsOf(pass: SynthPass, root: IConstruct): ManifestSet {
  return new ManifestSet(entriesOf(pass, filesBelow(pass, root)));
}

/** All manifests of an app, in the order of its files. */
export function allManifests(pass: SynthPass): ManifestSet {
  return new ManifestSet(entriesOf(pass, allFiles(pass)));
}

/** All manifests as one stream of documents, as `App.synthYaml` has it. */
export function yamlOf(pass: SynthPass): string {
  refuseDuplicates(pass);
  const { structure } = pass;
  const groups = new Map(
    structure.groups.numbers.flatMap((group) =>
      structure.chartsOf(group).map((chart) => [chart, group]),
    ),
  );
  return emitAll(
    pass.charts.flatMap((chart) =>
      revised(pass, groups.get(chart) ?? UNGROUPED, pass.renderedOf(chart)),
    ),
  );
}

/**
 * Writes all files or none, then removes those of the previous synth that this one no longer has.
 *
 * @param outdir folder of the app; paths are below it.
 * @param previous paths of an earlier {@link SynthOutput}; other files are never touched.
 * @param others files elsewhere that belong to these: all are written, or none.
 */
export function writeOutput(
  { files }: SynthOutput,
  disk: Disk,
  outdir: string,
  previous: Iterable<string> = [],
  others: ReadonlyMap<string, string | Uint8Array> = new Map(),
): void {
  const at = (path: string) => posix.join(outdir, path);
  const texts = [...files].map(([path, text]) => [at(path), text] as const);
  disk.write(new Map<string, string | Uint8Array>([...texts, ...others]));
  disk.remove([...previous].filter((path) => !files.has(path)).map(at), outdir);
}

function* allFiles(pass: SynthPass): Generator<SynthFile> {
  // Asked first for its own sake: a circle between groups is in no group.
  void pass.charts;
  for (const group of pass.structure.groups.numbers) yield* filesIn(pass, group);
}

function filesBelow(pass: SynthPass, root: IConstruct): Iterable<SynthFile> {
  const group = pass.structure.groups.numberOf(root);
  return group === undefined ? [] : filesIn(pass, group);
}

function textsOf(files: Iterable<SynthFile>): Map<string, string> {
  const texts = new Map<string, string>();
  const constructPaths = new Map<string, string>();
  for (const { path, constructPath, content } of files) {
    const first = constructPaths.get(path);
    if (first !== undefined) {
      throw new SynthError(
        'SYNTH_FILE_CLASH',
        `'${first}' and '${constructPath}' would both be written to '${path}'`,
        'give one of them another id, or another name where files are named after objects',
      );
    }
    constructPaths.set(path, constructPath);
    texts.set(path, emitAll(content));
  }
  return texts;
}

function* entriesOf(pass: SynthPass, files: Iterable<SynthFile>): Generator<ManifestEntry> {
  for (const { path, content } of files) {
    const file = posix.join(pass.app.outdir, path);
    for (const { value, construct } of content) {
      if (!isManifest(value)) continue;
      yield { manifest: value, origin: { constructPath: construct.node.path, file } };
    }
  }
}

function recordsMetadata({ app }: SynthPass): boolean {
  return (app as unknown as { recordConstructMetadata?: boolean }).recordConstructMetadata === true;
}

/** Construct paths by object name, as cdk8s writes them: of two objects of one name, the last. */
function constructMetadata({ charts, structure }: SynthPass): string {
  const resources: Record<string, { path: string }> = {};
  for (const object of charts.flatMap((chart) => structure.objectsOf(chart))) {
    resources[object.name] = { path: object.node.path };
  }
  return JSON.stringify({ version: '1.0.0', resources });
}
