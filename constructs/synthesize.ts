import { dirname, isAbsolute, join, relative } from 'node:path';
import type { App } from 'cdk8s';
import type { Disk } from '../lib/core';
import { planLayout } from '../lib/oci/layout';
import type { PackedArtifact } from '../lib/oci/pack';
import { outputOf, writeOutput, yamlOf, type SynthOutput, type SynthPass } from '../lib/synth';
import { packedOf } from './artifact/content';
import { deliveriesOf, type Delivery } from './artifact/delivery';
import { recordedRulesOf } from './artifact/facts';
import { syncOptionsOf } from './artifact/sync-options';
import {
  formatRecord,
  LAYOUT_FOLDER,
  readRecord,
  RECORD_FILE,
  type ArtifactRecord,
  type SynthRecord,
} from './artifact/record';
import { programOf } from './artifact/program';
import { withSynthesis } from './artifact/synthesis';
import { checkCrossplaneObjects } from './crossplane/check-objects';
import { checkXrs } from './crossplane/check-xrs';

/** Where a synthesis writes, as the edge knows it. */
export interface Surroundings {
  readonly disk: Disk;
  readonly cwd: string;
  /** The program that runs, as the record names it. */
  readonly program: string;
}

/**
 * Writes an app: the YAML below `outdir`, and where it has artifacts the packed artifacts and their
 * record in `.gitops` beside it. All of it is computed before the first byte is
 * written, and written all or none.
 */
export function synthesize(app: App, { disk, cwd, program }: Surroundings): void {
  withSynthesis(app, (pass) => {
    validate(pass, app);
    const artifacts = deliveriesOf(app).flatMap((delivery) =>
      delivery.repository === undefined ? [] : [{ delivery, packed: packedOf(delivery) }],
    );
    const output = outputOf(pass);
    if (artifacts.length === 0) {
      writeOutput(output, disk, app.outdir);
      return;
    }
    const beside = folderOfRecord(cwd, app.outdir);
    const previous = previousFiles(disk, beside, program, app.outdir);
    const record = recordOf(app, program, output, artifacts);
    const packed = new Map(artifacts.map(({ delivery, packed }) => [delivery.name, packed]));
    const folder = join(beside, LAYOUT_FOLDER);
    const layout = planLayout(disk, folder, packed);
    const others = [...layout.files, [join(beside, RECORD_FILE), formatRecord(record)] as const];
    writeOutput(output, disk, app.outdir, previous, new Map(others));
    disk.remove(layout.stale, folder);
  });
}

/** All manifests as one stream of documents, as `App.synthYaml` has it. */
export function synthesizeYaml(app: App): string {
  return withSynthesis(app, (pass) => {
    validate(pass, app);
    return yamlOf(pass);
  });
}

/** What constructs say of themselves, and what nobody would say of Crossplane's objects. */
function validate(pass: SynthPass, app: App): void {
  pass.validate();
  checkXrs(pass);
  checkCrossplaneObjects(pass, programOf(app)?.targets);
}

interface Packed {
  readonly delivery: Delivery;
  readonly packed: PackedArtifact;
}

function recordOf(
  { outdir }: App,
  program: string,
  { files }: SynthOutput,
  artifacts: readonly Packed[],
): SynthRecord {
  return { program, outdir, files: [...files.keys()], artifacts: artifacts.map(artifactRecord) };
}

function artifactRecord({ delivery, packed }: Packed): ArtifactRecord {
  const { name, kind, repository = '', tag } = delivery;
  const syncOptions = syncOptionsOf(delivery);
  return {
    name,
    kind,
    repository,
    digest: packed.digest,
    ...(tag !== undefined && { tag }),
    files: packed.files.map(({ path }) => path),
    drift: recordedRulesOf(delivery),
    ...(syncOptions.length > 0 && { syncOptions }),
  };
}

/** The working folder, where the verbs look; beside an output folder that is outside it. */
function folderOfRecord(cwd: string, outdir: string): string {
  const path = isAbsolute(outdir) ? relative(cwd, outdir) : outdir;
  return path.startsWith('..') || isAbsolute(path) ? dirname(outdir) : '.';
}

/** Files of the last synth; none of another program's, which may share the folder. */
function previousFiles(disk: Disk, beside: string, program: string, outdir: string) {
  const record = readRecord(disk, beside);
  return record?.program === program && record.outdir === outdir ? record.files : [];
}
