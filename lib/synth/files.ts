import { posix } from 'node:path';
import { YamlOutputType, type ApiObject, type Chart } from 'cdk8s';
import type { Manifest } from '../core';
import { refuseDuplicates } from './duplicates';
import { emitObject } from './emit';
import { SynthError } from './errors';
import { chartName, indexPrefix, objectName } from './names';
import type { Rendered, SynthPass } from './pass';

/** A file to write. */
export interface PlannedFile {
  /** Below the output folder, parts joined by `/`. */
  readonly path: string;
  /** What is in it, in order. */
  readonly content: readonly Rendered[];
  /** Path of the construct that the file is named after. */
  readonly constructPath: string;
  readonly text: () => string;
}

/**
 * The files of a group, divided by the output type of the app.
 *
 * @throws {SynthError} `SYNTH_DUPLICATE_OBJECT` or `SYNTH_FILE_CLASH`, with both construct paths.
 */
export function planFiles(pass: SynthPass, group: number): PlannedFile[] {
  refuseDuplicates(pass, group);
  const { structure } = pass;
  const folder = structure.groups.groupAt(group)?.folder;
  const charts = structure.chartsOf(group).map((chart, index) => {
    const name = chartName(chart, structure.groups.groupAt(group));
    return { chart, name: structure.isIndexed(group) ? indexPrefix(index) + name : name };
  });
  const files = byOutputType(pass, charts).map((file) =>
    folder === undefined ? file : { ...file, path: posix.join(folder, file.path) },
  );
  refuseClashes(files);
  return files;
}

/** @throws {SynthError} `SYNTH_FILE_CLASH` for two files at one path. */
export function refuseClashes(files: Iterable<PlannedFile>): void {
  const seen = new Map<string, PlannedFile>();
  for (const file of files) {
    const first = seen.get(file.path);
    if (first) {
      throw new SynthError(
        'SYNTH_FILE_CLASH',
        `'${first.constructPath}' and '${file.constructPath}' would both be written to '${file.path}'`,
        'give one of them another id, or another name where files are named after objects',
      );
    }
    seen.set(file.path, file);
  }
}

interface NamedChart {
  readonly chart: Chart;
  /** Without extension. */
  readonly name: string;
}

function byOutputType(pass: SynthPass, charts: readonly NamedChart[]): PlannedFile[] {
  const { outputFileExtension: extension, yamlOutputType } = pass.app;
  switch (yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      return charts.length === 0 ? [] : [fileOfAll(pass, charts, `app${extension}`)];
    case YamlOutputType.FILE_PER_CHART:
      return charts.map(({ chart, name }) => ({
        path: name + extension,
        content: pass.renderedOf(chart),
        constructPath: chart.node.path,
        text: () => pass.textOf(chart),
      }));
    case YamlOutputType.FILE_PER_RESOURCE:
      return charts.flatMap(({ chart }) =>
        pass
          .renderedOf(chart)
          .filter(({ value }) => value !== undefined)
          .map((rendered) => fileOf(rendered, objectName(namedOf(rendered)) + extension)),
      );
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      return charts.flatMap(({ chart, name }) =>
        pass.resolvedOf(chart).map((resolved) => {
          // Before patches and overrides, as cdk8s has it.
          const file = objectName(resolved.construct as ApiObject);
          return fileOf(resolved, `${name}/${file}${extension}`);
        }),
      );
    default:
      return [];
  }
}

function fileOfAll(pass: SynthPass, charts: readonly NamedChart[], path: string): PlannedFile {
  const content = charts.flatMap(({ chart }) => pass.renderedOf(chart));
  const text = () => content.map(emitObject).join('---\n');
  return { path, content, constructPath: pass.app.node.path, text };
}

function fileOf(rendered: Rendered, path: string): PlannedFile {
  const constructPath = rendered.construct.node.path;
  return { path, content: [rendered], constructPath, text: () => emitObject(rendered) };
}

/** Only what the name of its file is made of; a kind that a patch removed is `undefined`. */
function namedOf({ value, construct }: Rendered): Pick<Manifest, 'kind' | 'metadata'> {
  const named = value as Partial<Manifest> | null;
  if (named?.metadata) return named as Manifest;
  throw new SynthError(
    'SYNTH_NOT_A_MANIFEST',
    `'${construct.node.path}' becomes an object without metadata, so its file has no name`,
    'keep metadata in what toJson returns and in what patches leave',
  );
}
