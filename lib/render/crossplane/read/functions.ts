import { nearest, type ManifestEntry } from '../../../core';
import type { PipelineStep, RemoteFunction, StepFunctions } from '../engine/inputs';
import { CompositeError } from '../errors';
import { functions } from '../functions';
import { fieldAt, textAt, textsAt } from '../manifest-text';
import type { CompositionFunction, JsonObject } from '../protocol';
import { faultAt, placeOf } from './place';

const RUNTIME = 'render.crossplane.io/runtime';
const DEFAULT_TARGET = 'localhost:9443';

/**
 * The functions of a pipeline, by the names that its steps know them by.
 *
 * @param given Function objects; absent: a function is known by its name alone, with or without the
 *   organisation that a package's dependency gets in front.
 * @throws {CompositeError} for a step whose function is not given, or does not render in process.
 */
export function resolveFunctions(
  pipeline: readonly PipelineStep[],
  composition: ManifestEntry,
  given: readonly ManifestEntry[] | undefined,
): StepFunctions {
  const resolved = new Map<string, CompositionFunction | RemoteFunction>();
  pipeline.forEach(({ step, functionRef: { name } }, i) => {
    if (resolved.has(name)) return;
    const pointer = `/spec/pipeline/${i}/functionRef/name`;
    const entry = given?.find(({ manifest }) => manifest.metadata.name === name);
    if (given && !entry) {
      const names = given.map(({ manifest }) => manifest.metadata.name ?? '');
      const meant = nearest(name, names);
      throw faultAt(
        composition,
        pointer,
        `step '${step}' runs function '${name}', which is not among the functions: ${names.join(', ')}`,
        meant === undefined ? `add a Function named ${name}` : `write ${meant}`,
      );
    }
    const known = entry ? byPackage(entry) : byName(name);
    if (!known) throw unknown(step, name, entry, composition, pointer);
    resolved.set(name, known);
  });
  return resolved;
}

/** @throws {CompositeError} for an object that is no Function. */
export function checkFunctions(entries: readonly ManifestEntry[]): void {
  for (const entry of entries) {
    const { apiVersion, kind } = entry.manifest;
    const isFunction = /^pkg\.crossplane\.io\/v1(beta1)?$/.test(apiVersion) && kind === 'Function';
    if (isFunction) continue;
    throw new CompositeError(
      'COMPOSITE_COMPOSITION_INVALID',
      `${placeOf(entry, '/kind')}: is a ${apiVersion} ${kind}, not a Function`,
      'list only Functions of pkg.crossplane.io/v1',
    );
  }
}

function byName(name: string): CompositionFunction | undefined {
  return functions.find((fn) => name === fn.name || name.endsWith(`-${fn.name}`));
}

/**
 * The last part of a package, without tag or digest, names the function; one in Development mode
 * listens somewhere.
 */
function byPackage({ manifest }: ManifestEntry): CompositionFunction | RemoteFunction | undefined {
  const object = manifest as JsonObject;
  const annotations = textsAt(object, 'annotations');
  if (annotations[RUNTIME] === 'Development') {
    return { target: annotations[`${RUNTIME}-development-target`] || DEFAULT_TARGET };
  }
  const image = textAt(object, 'spec', 'package').replace(/@.*$/, '');
  const last = image.slice(image.lastIndexOf('/') + 1).replace(/:.*$/, '');
  return functions.find(({ name }) => name === last) ?? byName(manifest.metadata.name ?? '');
}

function unknown(
  step: string,
  name: string,
  entry: ManifestEntry | undefined,
  composition: ManifestEntry,
  pointer: string,
): CompositeError {
  const image = entry && fieldAt(entry.manifest as JsonObject, 'spec', 'package');
  const what = typeof image === 'string' ? `'${name}' (${image})` : `'${name}'`;
  return new CompositeError(
    'COMPOSITE_FUNCTION_UNKNOWN',
    `${placeOf(composition, pointer)}: step '${step}' runs function ${what}, which does not render in process`,
    `run it with --insecure and write its address: annotation ${RUNTIME}: Development (in process: ${functions.map((fn) => fn.name).join(', ')})`,
  );
}
