import { quote } from '../../../template/quote';
import { Crash, Failure, within } from '../../../crossplane/failure';
import { getValue } from '../paved';
import type { JsonObject, ResourceSelector } from '../protocol';
import type {
  EnvironmentSource,
  LabelMatcher,
} from '../../../crossplane/inputs/environment-configs';

const CONFIG = { apiVersion: 'apiextensions.crossplane.io/v1beta1', kind: 'EnvironmentConfig' };

export function requirementName(index: number): string {
  return `environment-config-${index}`;
}

/** What to fetch for each source; a selector without any label fetches nothing. */
export function requirementsOf(
  sources: readonly EnvironmentSource[],
  xr: JsonObject,
): Record<string, ResourceSelector> {
  const requirements: Record<string, ResourceSelector> = {};
  sources.forEach(({ type = '', ref, selector }, i) => {
    const source = `environmentConfigs[${i}]`;
    if (type === '' || type === 'Reference') {
      if (!ref) throw new Crash(`${source} has no ref, which makes the function crash`);
      requirements[requirementName(i)] = { ...CONFIG, matchName: ref.name ?? '' };
    } else if (type === 'Selector') {
      if (!selector) throw new Crash(`${source} has no selector, which makes the function crash`);
      const matchLabels: Record<string, string> = {};
      for (const matcher of selector.matchLabels ?? []) {
        const value = labelOf(matcher, xr, source);
        if (value !== undefined) matchLabels[matcher.key ?? ''] = value;
      }
      if (Object.keys(matchLabels).length === 0) return;
      requirements[requirementName(i)] = { ...CONFIG, matchLabels };
    }
  });
  return requirements;
}

function labelOf(matcher: LabelMatcher, xr: JsonObject, source: string): string | undefined {
  const { type, valueFromFieldPath: path, fromFieldPathPolicy, value } = matcher;
  if (type === 'Value') {
    if (value !== undefined) return value;
    throw new Crash(`a label of ${source} has no value, which makes the function crash`);
  }
  if (type && type !== 'FromCompositeFieldPath') return undefined;
  if (path === undefined) {
    const what = `a label of ${source} has no valueFromFieldPath`;
    throw new Crash(`${what}, which makes the function crash`);
  }
  try {
    return within(`cannot get value from field path ${quote(path)}`, () => textAtPath(xr, path));
  } catch (error) {
    if (error instanceof Failure && fromFieldPathPolicy === 'Optional') return undefined;
    throw error;
  }
}

function textAtPath(xr: JsonObject, path: string): string {
  const value = getValue(xr, path);
  if (typeof value === 'string') return value;
  throw new Failure(`${path}: not a string`);
}
