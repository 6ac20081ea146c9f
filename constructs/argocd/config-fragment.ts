import type { IConstruct } from 'constructs';
import { ArgoCdError } from './errors';

/** Kinds of resources on clusters; `*` is any. */
export interface ResourceFilter {
  readonly apiGroups: readonly string[];
  readonly kinds: readonly string[];
  /** Default every cluster. */
  readonly clusters?: readonly string[];
}

/** What Argo CD is told about one kind; every text is YAML or Lua as upstream has it. */
export interface ResourceCustomization {
  /** `''` for the core group. */
  readonly group: string;
  /** `all` with an empty group for every kind. */
  readonly kind: string;
  /** Lua that returns `hs` with `status` and `message`. */
  readonly health?: string;
  /** Lua actions. */
  readonly actions?: string;
  readonly ignoreDifferences?: string;
  readonly ignoreResourceUpdates?: string;
  readonly knownTypeFields?: string;
  readonly useOpenLibs?: boolean;
}

/** A part of Argo CD's own configuration. */
export interface ConfigFragment {
  /** Keys of `argocd-cm`. Default none. */
  readonly data?: Readonly<Record<string, string>>;
  /** Keys of `argocd-cmd-params-cm`; its readers need a restart. Default none. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Default none. */
  readonly customizations?: readonly ResourceCustomization[];
  /** Resources that Argo CD does not look at, besides those it never does. Default none. */
  readonly exclusions?: readonly ResourceFilter[];
}

/** Everything that was contributed in an app, by its constructs. */
export interface Contributions {
  readonly data: ReadonlyMap<string, Contribution>;
  readonly parameters: ReadonlyMap<string, Contribution>;
  readonly exclusions: readonly ResourceFilter[];
}

interface Contribution {
  readonly value: string;
  readonly by: string;
}

interface Collected {
  readonly data: Map<string, Contribution>;
  readonly parameters: Map<string, Contribution>;
  readonly exclusions: ResourceFilter[];
  /** The construct that writes it all. */
  writer?: ConfigWriter;
}

/** Told of the first parameter, since without any there is nothing to write. */
export interface ConfigWriter {
  readonly path: string;
  writeParameters(): void;
}

const byApp = new WeakMap<IConstruct, Collected>();

/**
 * Adds to the configuration that the app's `ArgoCdConfig` writes, wherever in the tree that is.
 *
 * @param from who wants it; messages name it.
 * @throws {ArgoCdError} `ARGOCD_CONFIG_CONFLICT` for another value of a key that somebody has set,
 *   `ARGOCD_CONFIG_INVALID` for a key that no ConfigMap can have.
 */
export function contributeConfig(from: IConstruct, fragment: ConfigFragment): void {
  const collected = collectedOf(from);
  const by = from.node.path;
  const { data = {}, parameters = {}, customizations = [], exclusions = [] } = fragment;
  const entries = [...Object.entries(data), ...customizations.flatMap(entriesOf)];
  for (const [key, value] of entries) put('argocd-cm', collected.data, key, { value, by });
  for (const [key, value] of Object.entries(parameters)) {
    put('argocd-cmd-params-cm', collected.parameters, key, { value, by });
  }
  collected.exclusions.push(...exclusions);
  if (collected.parameters.size > 0) collected.writer?.writeParameters();
}

/** @throws {ArgoCdError} `ARGOCD_CONFIG_CONFLICT` for a second one in an app. */
export function registerWriter(construct: IConstruct, writer: ConfigWriter): Contributions {
  const collected = collectedOf(construct);
  if (collected.writer) {
    throw new ArgoCdError(
      'ARGOCD_CONFIG_CONFLICT',
      `${collected.writer.path} and ${writer.path} both write argocd-cm`,
      'keep one ArgoCdConfig, and add to it by contributeConfig',
    );
  }
  collected.writer = writer;
  return collected;
}

function collectedOf({ node }: IConstruct): Collected {
  const known = byApp.get(node.root);
  if (known) return known;
  const fresh: Collected = { data: new Map(), parameters: new Map(), exclusions: [] };
  byApp.set(node.root, fresh);
  return fresh;
}

/** `resource.customizations.health.argoproj.io_Rollout`, one for each thing said. */
function entriesOf({ group, kind, ...fields }: ResourceCustomization): [string, string][] {
  const name = group === '' ? kind : `${group}_${kind}`;
  return Object.entries(fields).flatMap(([field, value]): [string, string][] =>
    value === undefined ? [] : [[`resource.customizations.${field}.${name}`, String(value)]],
  );
}

function put(
  map: string,
  into: Map<string, Contribution>,
  key: string,
  contribution: Contribution,
): void {
  if (key === 'resource.exclusions') {
    throw new ArgoCdError(
      'ARGOCD_CONFIG_INVALID',
      `${contribution.by} sets resource.exclusions as text, which takes away those that Argo CD ships`,
      'write exclusions: [{ apiGroups, kinds }]',
    );
  }
  if (!/^[-._a-zA-Z0-9]{1,253}$/.test(key)) {
    throw new ArgoCdError(
      'ARGOCD_CONFIG_INVALID',
      `${contribution.by} sets the key '${key}', which no ConfigMap can have`,
      key.includes('*')
        ? 'write wildcards in data, under the key resource.customizations'
        : 'use letters, digits, dots, dashes and underscores',
    );
  }
  const earlier = into.get(key);
  if (earlier && earlier.value !== contribution.value) {
    throw new ArgoCdError(
      'ARGOCD_CONFIG_CONFLICT',
      `${earlier.by} and ${contribution.by} set different values of ${key} in ${map}`,
      'agree on one value, and set it in one of the two',
    );
  }
  if (!earlier) into.set(key, contribution);
}
