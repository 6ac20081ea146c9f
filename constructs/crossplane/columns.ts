import type { Static, TSchema } from '@sinclair/typebox';
import type { Immutable } from './author';
import type { PrinterColumn, ScalePaths } from './composite-types';
import { METADATA } from './composed';
import { CompositeResourceError } from './errors';
import { READS, type Origin, type Ref, type Reference } from './reference';
import { describe, referTo } from './references';
import { toStructural } from './to-structural';

/** The schemas of a version. */
interface Schemas<S extends TSchema, T extends TSchema> {
  readonly spec: S;
  readonly status?: T;
}

/** An XR, field by field, as columns and scales point into it. */
export interface ColumnRefs<S extends TSchema, T extends TSchema> {
  readonly metadata: Ref<{ readonly name: string; readonly namespace: string }>;
  readonly spec: Ref<Immutable<Static<S>>>;
  readonly status: Ref<Immutable<Static<T>>>;
}

/** A field, or one with more about its column. */
export type ColumnField =
  | Reference<unknown, Origin>
  | (Partial<Pick<PrinterColumn, 'description' | 'format' | 'priority'>> & {
      readonly field: Reference<unknown, Origin>;
    });

/**
 * Columns for `kubectl get`, by their names: the path and the type follow from the field.
 *
 * ```ts
 * additionalPrinterColumns: printerColumns({ spec, status }, (xr) => ({ HOST: xr.status.host })),
 * ```
 *
 * @throws {CompositeResourceError} `XRD_INVALID` for a field that is no scalar.
 */
export function printerColumns<S extends TSchema, T extends TSchema>(
  schemas: Schemas<S, T>,
  columns: (xr: ColumnRefs<S, T>) => Readonly<Record<string, ColumnField>>,
): readonly PrinterColumn[] {
  return Object.entries(columns(refsOf(schemas))).map(([name, given]): PrinterColumn => {
    const { field, ...more } = READS in given ? { field: given } : given;
    return { name, ...pathAndType(field, `column ${name}`), ...more };
  });
}

/** The scale subresource: `(xr) => ({ replicas: xr.spec.replicas, … })`. */
export function scaleOf<S extends TSchema, T extends TSchema>(
  schemas: Schemas<S, T>,
  scale: (xr: ColumnRefs<S, T>) => {
    /** A number of the spec. */
    readonly replicas: Reference<number, Origin>;
    /** A number of the status. */
    readonly current: Reference<number, Origin>;
    /** A text of the status: labels of the pods, as `kubectl get -l` takes them. Default: none. */
    readonly selector?: Reference<string, Origin>;
  },
): ScalePaths {
  const { replicas, current, selector } = scale(refsOf(schemas));
  return {
    specReplicasPath: pathAndType(replicas, 'replicas of the scale').jsonPath,
    statusReplicasPath: pathAndType(current, 'current replicas of the scale').jsonPath,
    ...(selector && {
      labelSelectorPath: pathAndType(selector, 'selector of the scale').jsonPath,
    }),
  };
}

function refsOf<S extends TSchema, T extends TSchema>({
  spec,
  status,
}: Schemas<S, T>): ColumnRefs<S, T> {
  const read = (field: string, schema: TSchema | undefined) => {
    const structural = schema ? toStructural(schema, field) : { type: 'object' as const };
    return referTo({ path: [field], schema: structural, transforms: [] }) as never;
  };
  return {
    metadata: referTo({ path: ['metadata'], schema: METADATA, transforms: [] }) as never,
    spec: read('spec', spec),
    status: read('status', status),
  };
}

function pathAndType(field: Reference<unknown, Origin>, what: string) {
  const reading = field[READS];
  const type = 'path' in reading ? typeOf(reading.schema) : undefined;
  if ('path' in reading && type !== undefined && reading.transforms.length === 0) {
    return { type, jsonPath: reading.path.map(segment).join('') };
  }
  throw new CompositeResourceError(
    'XRD_INVALID',
    `${what} shows ${describe(reading)}, which is no text, number, boolean or time as it is`,
    'point to such a field',
  );
}

function typeOf(
  schema: { readonly type?: unknown; readonly format?: unknown } | undefined,
): PrinterColumn['type'] | undefined {
  const { type, format } = schema ?? {};
  if (type === 'string') return format === 'date-time' || format === 'date' ? 'date' : 'string';
  return type === 'integer' || type === 'number' || type === 'boolean' ? type : undefined;
}

function segment(part: string | number): string {
  return typeof part === 'number' ? `[${part}]` : `.${part.replaceAll('.', '\\.')}`;
}
