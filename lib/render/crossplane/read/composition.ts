import { valueAt, type ManifestEntry } from '../../../core';
import { CompositeError } from '../errors';
import { isObject } from '../../../crossplane/json';
import { CONVERT_NATIVE, isNative } from '../../../crossplane/native/adapt';
import { textAt, textsAt } from '../manifest-text';
import type { JsonObject } from '../protocol';
import type { PipelineStep } from '../engine/inputs';
import { faultAt, placeOf } from './place';

/** What a Composition says, as far as it is rendered. */
export interface ReadComposition {
  readonly compositionName: string;
  readonly pipeline: readonly PipelineStep[];
  readonly connectionNamespace?: string;
}

/**
 * Reads a Composition for an XR.
 *
 * @throws {CompositeError} for another kind of object, a Composition of another kind of XR, one that the
 *   XR's selector does not take, and for a pipeline that is missing or wrong; each with its place.
 */
export function readComposition(entry: ManifestEntry, xr: ManifestEntry): ReadComposition {
  const { manifest } = entry;
  if (manifest.apiVersion !== 'apiextensions.crossplane.io/v1' || manifest.kind !== 'Composition') {
    const found = `${manifest.apiVersion} ${manifest.kind}`;
    throw faultAt(
      entry,
      '/kind',
      `is a ${found}, not a Composition`,
      'name the file of a Composition of apiextensions.crossplane.io/v1',
    );
  }
  checkType(entry, xr);
  checkSelector(entry, xr);
  if (isNative(valueAt(manifest, '/spec'))) {
    const pointer = valueAt(manifest, '/spec/mode') === undefined ? '/spec' : '/spec/mode';
    const message = 'composes without a pipeline, which no version of crossplane render does';
    throw faultAt(entry, pointer, message, CONVERT_NATIVE);
  }
  const mode = valueAt(manifest, '/spec/mode') ?? 'Pipeline';
  if (mode !== 'Pipeline') {
    const message = `mode is ${JSON.stringify(mode)}: only pipelines of functions are rendered`;
    throw faultAt(entry, '/spec/mode', message, "write 'mode: Pipeline' and a pipeline");
  }
  const namespace = valueAt(manifest, '/spec/writeConnectionSecretsToNamespace');
  return {
    compositionName: manifest.metadata.name ?? '',
    pipeline: readPipeline(entry),
    ...(typeof namespace === 'string' && { connectionNamespace: namespace }),
  };
}

function checkType(entry: ManifestEntry, xr: ManifestEntry): void {
  for (const field of ['kind', 'apiVersion'] as const) {
    const pointer = `/spec/compositeTypeRef/${field}`;
    const wanted = valueAt(entry.manifest, pointer);
    const actual = xr.manifest[field];
    if (wanted === actual) continue;
    throw faultAt(
      entry,
      pointer,
      `composes ${field} ${String(wanted)}, but the XR in ${placeOf(xr)} is ${actual}`,
      'render the XR with a Composition of its own type',
    );
  }
}

/** As the CLI: the selector of a modern XR, on the labels of this one Composition. */
function checkSelector(entry: ManifestEntry, xr: ManifestEntry): void {
  const pointer = '/spec/crossplane/compositionSelector/matchLabels';
  const wanted = valueAt(xr.manifest, pointer);
  if (!isObject(wanted)) return;
  const labels = textsAt(entry.manifest as JsonObject, 'labels');
  for (const [key, value] of Object.entries(wanted)) {
    if (labels[key] === value) continue;
    const has = labels[key] === undefined ? 'has no such label' : `has '${labels[key]}'`;
    throw new CompositeError(
      'COMPOSITE_XR_INVALID',
      `${placeOf(xr, pointer)}: selects label ${key} '${String(value)}', but the Composition in ${placeOf(entry)} ${has}`,
      'render the XR with a Composition that it selects',
    );
  }
}

function readPipeline(entry: ManifestEntry): readonly PipelineStep[] {
  const pipeline = valueAt(entry.manifest, '/spec/pipeline');
  if (!Array.isArray(pipeline) || pipeline.length === 0) {
    throw faultAt(entry, '/spec', 'has no pipeline', 'write at least one step in spec.pipeline');
  }
  const names = new Set<string>();
  return pipeline.map((step: unknown, i) => {
    const at = `/spec/pipeline/${i}`;
    const name = isObject(step) ? textAt(step, 'step') : '';
    if (!isObject(step) || name === '') {
      throw faultAt(entry, at, `step ${i} of the pipeline has no name`, "write 'step: <name>'");
    }
    if (names.has(name)) {
      const message = `step '${name}' stands in the pipeline twice`;
      throw faultAt(entry, `${at}/step`, message, 'give each step a name of its own');
    }
    names.add(name);
    if (textAt(step, 'functionRef', 'name') === '') {
      const message = `step '${name}' names no function`;
      throw faultAt(entry, at, message, "write 'functionRef: { name: <function> }'");
    }
    const { input } = step;
    if (input !== undefined && input !== null && !isObject(input)) {
      const message = `the input of step '${name}' is no object`;
      throw faultAt(entry, `${at}/input`, message, 'write the input that the function takes');
    }
    return input === null
      ? { ...(step as unknown as PipelineStep), input: undefined }
      : (step as unknown as PipelineStep);
  });
}
