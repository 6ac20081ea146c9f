import { requireTarget, type Targets } from './targets';

/** Something that a minor version of a product brought. */
export interface Since {
  /** `3.2` */
  readonly since: string;
  /** Steps below the spec; `*` is any key or position. */
  readonly at: string;
  /** Only texts that match; default any value at all. */
  readonly value?: RegExp;
}

/**
 * Refuses fields and values that the declared version does not have yet: its API server would drop
 * the field without a word, and the manifest mean something else.
 *
 * @param place what `spec` is of, for messages: `Application 'web'`.
 * @throws {TargetError} `TARGET_TOO_OLD` with the field, and the version that brought it.
 */
export function requireFieldsOf(
  product: keyof Targets,
  targets: Targets | undefined,
  table: readonly Since[],
  spec: unknown,
  place: string,
): void {
  if (targets?.[product] === undefined) return;
  for (const { since, at, value } of table) {
    for (const found of placesOf(spec, at.split('/'))) {
      if (value && !(typeof found.value === 'string' && value.test(found.value))) continue;
      const what = value ? `'${String(found.value)}' in ${found.path}` : found.path;
      requireTarget(targets, product, since, `${what} of ${place}`);
    }
  }
}

interface Place {
  readonly path: string;
  readonly value: unknown;
}

function placesOf(value: unknown, steps: readonly string[], path = ''): readonly Place[] {
  const [step, ...others] = steps;
  if (value === undefined) return [];
  if (step === undefined) return [{ path, value }];
  if (step !== '*') {
    const next = typeof value === 'object' && value !== null ? (value as Fields)[step] : undefined;
    return placesOf(next, others, path === '' ? step : `${path}.${step}`);
  }
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  return items.flatMap((item, i) => placesOf(item, others, `${path}[${i}]`));
}

type Fields = Readonly<Record<string, unknown>>;
