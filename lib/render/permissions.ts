import type { Manifest } from '../core';
import { isMap } from '../template';
import { normalizeUrl } from './file-tree';
import { gobwasGlob } from '../core/glob/gobwas';

/** What an AppProject permits. */
export interface Permissions {
  source(repoURL: string): boolean;
  destination(
    cluster: { readonly server: string; readonly name: string },
    namespace: string,
  ): boolean;
  /** Whether only clusters that belong to the project are permitted. */
  readonly ownClustersOnly: boolean;
}

type Test = (text: string) => boolean;

interface Destination {
  readonly server: Rule;
  readonly name: Rule;
  readonly namespace: Rule;
}

interface Rule {
  readonly denies: boolean;
  readonly matches: Test;
}

/**
 * Reads an AppProject as Argo CD matches it: a rule that starts with `!` matches all but what follows,
 * and refuses that, whatever other rules say.
 */
export function permissionsOf({ spec }: Manifest): Permissions {
  const { sourceRepos, destinations, permitOnlyProjectScopedClusters } = isMap(spec) ? spec : {};
  const sources = listOf(sourceRepos).map((rule) => sourceRule(text(rule)));
  const places = listOf(destinations).map((item): Destination => {
    const { server, name, namespace } = isMap(item) ? item : {};
    return {
      server: ruleOf(text(server), ''),
      name: ruleOf(text(name), ''),
      namespace: ruleOf(text(namespace), ''),
    };
  });
  return {
    ownClustersOnly: permitOnlyProjectScopedClusters === true,
    source(repoURL) {
      const url = normalizeSource(repoURL);
      const matched = sources.filter((rule) => rule.matches(url));
      return matched.length > 0 && sources.every((rule) => !rule.denies || rule.matches(url));
    },
    destination: (cluster, namespace) => isPermitted(places, cluster, namespace),
  };
}

function isPermitted(
  places: readonly Destination[],
  cluster: { readonly server: string; readonly name: string },
  wanted: string,
): boolean {
  let any = false;
  for (const { server, name, namespace } of places) {
    const byName = cluster.name !== '' && name.matches(cluster.name);
    const byServer = cluster.server !== '' && server.matches(cluster.server);
    const inNamespace = namespace.matches(wanted);
    if ((byName || byServer) && inNamespace) any = true;
    else if (!byName && name.denies) return false;
    else if (!byServer && server.denies && inNamespace) return false;
    else if (!inNamespace && namespace.denies && byServer) return false;
  }
  return any;
}

function sourceRule(rule: string): Rule {
  if (!rule.startsWith('!')) return ruleOf(normalizeSource(rule), '/');
  return ruleOf(`!${normalizeSource(rule.slice(1))}`, '/');
}

/** Argo CD takes a rule for a URL first, and that has no braces: they match nothing then. */
function normalizeSource(url: string): string {
  return normalizeUrl(url).replace(/[{}]/g, encodeURIComponent);
}

function ruleOf(rule: string, separator: '' | '/'): Rule {
  const denies = rule.startsWith('!');
  const pattern = denies ? rule.slice(1) : rule;
  if (pattern === '*' && !denies) return { denies, matches: () => true };
  const glob = gobwasGlob(pattern, separator);
  const test: Test = (value) => glob?.test(value) ?? false;
  return { denies, matches: denies ? (value) => !test(value) : test };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
