import type { Fact } from '../fact';
import type { Segment } from '../field-path';
import { isObject } from '../json';
import { articled, rootOf, typesOf, walk, type Place } from '../schema/place';
import { objectIn, textIn, type DefinedVersion, type Definition } from './definition';
import { compositeKind } from './derive';

/** A path of fields only, as the scale subresource takes it: `.spec.replicas`. */
const SIMPLE = /^(\.[A-Za-z0-9_-]+|\['[^']+'\])+$/;

/** Checks that printer columns and the scale subresource read fields that are there. */
export function checkPaths(
  definition: Definition,
  version: DefinedVersion,
  report: (fact: Fact) => void,
): void {
  const root = rootOf(compositeKind(definition, version));
  const { given, pointer } = version;
  const rule = 'xrd-schema-invalid';
  const columns = given['additionalPrinterColumns'];
  (Array.isArray(columns) ? (columns as unknown[]) : []).forEach((column, i) => {
    const path = textIn(column, 'jsonPath');
    const at = `${pointer}/additionalPrinterColumns/${i}/jsonPath`;
    if (!isObject(column) || path === '') return;
    if (!path.startsWith('.')) {
      const message = `is '${path}': the API server takes paths that start with a dot`;
      report({
        rule,
        pointer: at,
        message,
        hint: `write .${path.replace(/^[{$]*\.?/, '').replace(/}$/, '')}`,
      });
      return;
    }
    const found = walk(root, prefixOf(path));
    if (!('fault' in found)) return;
    report({
      rule,
      pointer: at,
      message: `is '${path}', and ${found.fault}: the column stays empty`,
      ...hinted(found.hint),
      severity: 'warning',
    });
  });
  const scale = objectIn(objectIn(given, 'subresources'), 'scale');
  checkScale(scale, 'specReplicasPath', ['spec'], 'integer');
  checkScale(scale, 'statusReplicasPath', ['status'], 'integer');
  checkScale(scale, 'labelSelectorPath', ['spec', 'status'], 'string');

  function checkScale(
    holder: object,
    field: string,
    parents: readonly string[],
    type: string,
  ): void {
    const path = textIn(holder, field);
    const at = `${pointer}/subresources/scale/${field}`;
    if (path === '') return;
    const [first = '', ...others] = segmentsOf(path);
    if (!SIMPLE.test(path) || !parents.includes(first) || others.length === 0) {
      const message = `is '${path}', which is no path of fields below .${parents.join(' or .')}`;
      report({
        rule,
        pointer: at,
        message,
        hint: `write e.g. .${parents[0] ?? ''}.${type === 'integer' ? 'replicas' : 'selector'}`,
      });
      return;
    }
    const found = walk(root, [first, ...others]);
    if ('fault' in found) {
      report({
        rule,
        pointer: at,
        message: `is '${path}', and ${found.fault}`,
        ...hinted(found.hint),
      });
    } else wrongType(found, path, type, at);
  }

  function wrongType(found: Place, path: string, type: string, at: string): void {
    const types = typesOf(found);
    if (!types || types.includes(type)) return;
    const message = `is '${path}', which is ${articled(types)}, and not ${articled([type])}`;
    report({ rule, pointer: at, message, hint: `declare it as ${type}` });
  }
}

function hinted(hint: string | undefined): { readonly hint?: string } {
  return hint === undefined
    ? {}
    : { hint: hint.replace(/did you mean ([^?]+)\?/, 'did you mean .$1?') };
}

function segmentsOf(path: string): string[] {
  return [...path.matchAll(/\.([A-Za-z0-9_-]+)|\['([^']+)'\]/g)].map(
    ([, plain, quoted]) => plain ?? quoted ?? '',
  );
}

/** The fields at the start of a JSONPath, up to its first filter, slice or wildcard. */
function prefixOf(path: string): readonly Segment[] {
  const [plain = ''] = /^(\.[A-Za-z0-9_-]+|\['[^']+'\]|\[\d+\])*/.exec(path) ?? [];
  return [...plain.matchAll(/\.([A-Za-z0-9_-]+)|\['([^']+)'\]|\[(\d+)\]/g)].map(
    ([, field, quoted, index]) => (index === undefined ? (field ?? quoted ?? '') : Number(index)),
  );
}
