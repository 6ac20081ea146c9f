import type { BooleanParam, Choice, NumberParam, Param } from './params';
import type { ApplicationSpec } from './spec';

/**
 * Some fields of an Application, laid over the template. Unlike there, booleans and numbers may be
 * parameters (`asBoolean`, `asNumber`), and `when(…)` may hold whole objects. `null` takes a field
 * away, a list replaces the template's. `project` cannot be patched: Argo CD puts it back.
 */
export interface TemplatePatch {
  readonly metadata?: Patched<{
    readonly name?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly finalizers?: readonly string[];
  }>;
  readonly spec?:
    Patched<Omit<ApplicationSpec, 'project'>> | Choice<Patched<Omit<ApplicationSpec, 'project'>>>;
}

/** `T` with every field optional, and parameters or a choice in place of any. */
export type Patched<T> = unknown extends T
  ? T
  : T extends string
    ? T | Param
    : T extends boolean
      ? T | BooleanParam
      : T extends number
        ? T | NumberParam
        : T extends null | undefined
          ? T
          : T extends readonly (infer E)[]
            ? readonly Item<E>[]
            : {
                readonly [K in keyof T]?: Patched<T[K]> | Choice<Patched<NonNullable<T[K]>>> | null;
              };

/** What stands in a list is not laid over anything: it is whole. */
type Item<T> = unknown extends T
  ? T
  : T extends string
    ? T | Param
    : T extends boolean
      ? T | BooleanParam
      : T extends number
        ? T | NumberParam
        : T extends readonly (infer E)[]
          ? readonly Item<E>[]
          : { readonly [K in keyof T]: Item<T[K]> };
