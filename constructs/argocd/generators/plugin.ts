import type { JsonObject } from '../../../imports/argo-cd';
import type { Generator } from '../generator';
import {
  compileTemplate,
  group,
  type NumbersOf,
  type Param,
  type Params,
  type Text,
} from '../params';
import { type FileContent, type NamedValues } from '../traversal';
import { given, valuesGroup } from '../values';

export interface PluginOptions<V extends string> {
  /** ConfigMap in Argo CD's namespace with `baseUrl` and `token`, which names a Secret's key. */
  readonly configMapRef: { readonly name: Text };
  /** What the plugin is asked with: `{ parameters: { environment: 'staging' } }`. Default nothing. */
  readonly input?: { readonly parameters?: JsonObject };
  /** More parameters, under `values`; text may hold the plugin's. Default none. */
  readonly values?: NamedValues<V>;
  /** How often it is asked; default 30 minutes, by Argo CD. */
  readonly requeueAfterSeconds?: number;
}

/** What the plugin answers, and values, which win over the answer's own. */
export type PluginParams<T extends object, V extends string> = [V] extends [never]
  ? Omit<Params<T>, 'generator'>
  : Omit<Params<T>, 'generator' | 'values'> & {
      readonly values: { readonly [K in NoInfer<V>]: Param };
    };

/**
 * One set per object that a service of yours answers with. The objects are of type `T`, which nothing
 * checks: one that lacks a required field freezes the whole ApplicationSet.
 *
 * `plugin<Preview>({ … })`; names of `values` come after it: `plugin<Preview, 'size'>`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Plugin/
 */
export function plugin<T extends object = FileContent, V extends string = never>(
  options: PluginOptions<V> & NumbersOf<T>,
): Generator<PluginParams<T, V>, 0> {
  const {
    values,
    numbers,
    ...others
  }: PluginOptions<V> & { readonly numbers?: object | undefined } = options;
  const what = `the plugin generator of '${String(options.configMapRef.name)}'`;
  const own = values && Object.keys(values).length > 0 && { values: valuesGroup(values) };
  return {
    spec: { plugin: compileTemplate({ ...others, ...given({ values }) }, what) },
    params: group({ ...own }, { kind: 'open', numbers: Object.keys(numbers ?? {}) }),
    depth: 0,
  };
}
