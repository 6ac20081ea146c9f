import { posix } from 'node:path';
import { YamlOutputType, type ApiObject, type Chart } from 'cdk8s';
import type { Manifest } from '../core';
import { AppliedTogether } from './duplicates';
import { SynthError } from './errors';
import { UNGROUPED } from './groups';
import { chartName, indexPrefix, objectName } from './names';
import type { SynthPass } from './pass';
import type { Rendered } from './rendered';

/** A file to write. */
export interface SynthFile {
  /** Below the output folder, parts joined by `/`. */
  readonly path: string;
  /** Path of the construct that the file is named after. */
  readonly constructPath: string;
  /** What is in it, in order. */
  readonly content: readonly Rendered[];
}

/**
 * The files of a group, divided by the output type of the app. A chart outside groups is resolved
 * when its first file is asked for and released behind its last, so few are in memory at a time.
 *
 * Objects that would be applied as one are refused: in a group, in an app that is written to one
 * file or folder, else in a chart, since charts may go to different clusters.
 *
 * @throws {SynthError} `SYNTH_DUPLICATE_OBJECT`, with both construct paths.
 */
export function* filesIn(pass: SynthPass, group: number): Generator<SynthFile> {
  const { structure, app } = pass;
  const folder = structure.groups.groupAt(group)?.folder ?? '';
  const isOneFile = app.yamlOutputType === YamlOutputType.FILE_PER_APP;
  const whole: Rendered[] = [];
  const charts = chartsIn(pass, group);
  for (const { chart, name, together } of charts) {
    const content = contentOf(pass, chart, group);
    together.add(content);
    if (isOneFile) whole.push(...content);
    for (const file of filesOfChart(app.yamlOutputType, { chart, name, content })) {
      yield { ...file, path: posix.join(folder, file.path) + app.outputFileExtension };
    }
    if (group === UNGROUPED) pass.release(chart);
  }
  if (isOneFile && charts.length > 0) {
    const path = posix.join(folder, `app${app.outputFileExtension}`);
    yield { path, constructPath: app.node.path, content: whole };
  }
}

/** The check of {@link filesIn} alone. */
export function refuseDuplicates(pass: SynthPass): void {
  for (const group of pass.structure.groups.numbers) {
    for (const { chart, together } of chartsIn(pass, group)) together.add(pass.renderedOf(chart));
  }
}

function chartsIn(pass: SynthPass, group: number) {
  const { structure, app } = pass;
  const isApart =
    group === UNGROUPED &&
    (app.yamlOutputType === YamlOutputType.FILE_PER_CHART ||
      app.yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE);
  const all = new AppliedTogether();
  return structure.chartsOf(group).map((chart, index) => {
    const name = chartName(chart, structure.groups.groupAt(group));
    return {
      chart,
      name: structure.isIndexed(group) ? indexPrefix(index) + name : name,
      together: isApart ? new AppliedTogether() : all,
    };
  });
}

function contentOf(pass: SynthPass, chart: Chart, group: number): readonly Rendered[] {
  const { yamlOutputType } = pass.app;
  // The one output type for which cdk8s does not ask the chart.
  const content =
    yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE
      ? pass.resolvedOf(chart)
      : pass.renderedOf(chart);
  return revised(pass, group, content);
}

/** The content of a group's chart as it is written. */
export function revised(pass: SynthPass, group: number, content: readonly Rendered[]) {
  const revision = pass.revisionOf(group);
  if (revision.size === 0) return content;
  return content.map((one) =>
    revision.has(one.value) ? { ...one, value: revision.get(one.value) } : one,
  );
}

interface NamedChart {
  readonly chart: Chart;
  readonly name: string;
  readonly content: readonly Rendered[];
}

/** Without extension. */
function filesOfChart(type: YamlOutputType, { chart, name, content }: NamedChart): SynthFile[] {
  switch (type) {
    case YamlOutputType.FILE_PER_CHART:
      return [{ path: name, constructPath: chart.node.path, content }];
    case YamlOutputType.FILE_PER_RESOURCE:
      return content
        .filter(({ value }) => value !== undefined)
        .map((rendered) => fileOf(rendered, objectName(namedOf(rendered))));
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      // Named as before patches and overrides, as cdk8s has it.
      return content.map((rendered) =>
        fileOf(rendered, `${name}/${objectName(rendered.construct as ApiObject)}`),
      );
    default:
      return [];
  }
}

function fileOf(rendered: Rendered, path: string): SynthFile {
  return { path, constructPath: rendered.construct.node.path, content: [rendered] };
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
