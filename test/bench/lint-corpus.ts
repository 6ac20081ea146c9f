import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emitDocuments, type Manifest } from '../../lib/core';
import { findKind } from '../../imports/schemas';
import type { Child, Node } from '../../lib/schema';

const KINDS = [
  ['apps/v1', 'Deployment'],
  ['argoproj.io/v1alpha1', 'Application'],
] as const;

/** Half Deployments of two containers, half Applications; all of them right. */
export function manifests(count: number): Manifest[] {
  return Array.from({ length: count }, (_, i) => (i % 2 === 0 ? deployment(i) : application(i)));
}

/** Writes manifests, ten a file. */
export function writeManifests(folder: string, all: readonly Manifest[]): void {
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < all.length; i += 10) {
    writeFileSync(join(folder, `${i / 10}.yaml`), emitDocuments(all.slice(i, i + 10)));
  }
}

/** Our schemas as JSON Schema, in files that kubeconform finds by `<kind>-<group>-<version>.json`. */
export function writeSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [apiVersion, kind] of KINDS) {
    const found = findKind(apiVersion, kind);
    if (!found) throw new Error(`no schema of ${apiVersion} ${kind}`);
    const [group = '', version = ''] = apiVersion.split('/');
    const name = `${kind.toLowerCase()}-${group.split('.')[0]}-${version}.json`;
    writeFileSync(
      join(folder, name),
      JSON.stringify(jsonSchema(found.table.shapes, found.facts.root)),
    );
  }
}

function jsonSchema(shapes: readonly Node[], root: Child): object {
  const used = new Map<number, object>();
  const convert = (child: Child, isRoot = false): object => {
    if (typeof child === 'number' && !isRoot) {
      if (!used.has(child)) {
        used.set(child, {});
        used.set(child, convertNode(shapes[child] ?? {}, isRoot));
      }
      return { $ref: `#/definitions/s${child}` };
    }
    return convertNode(typeof child === 'number' ? (shapes[child] ?? {}) : child, isRoot);
  };
  const convertNode = (node: Node, isRoot: boolean): object => {
    if (node['x-kubernetes-int-or-string'] || node.oneOf) return { type: ['string', 'number'] };
    const { properties, items, additionalProperties: rest, type, format: _, ...other } = node;
    const open = rest === true || node['x-kubernetes-preserve-unknown-fields'] || !properties;
    const known = isRoot ? { apiVersion: {}, kind: {}, metadata: {}, ...properties } : properties;
    return {
      ...other,
      ...(type === undefined ? {} : { type }),
      ...(known
        ? { properties: Object.fromEntries(Object.entries(known).map(([k, v]) => [k, convert(v)])) }
        : {}),
      ...(items === undefined ? {} : { items: convert(items) }),
      ...(typeof rest === 'object' || typeof rest === 'number'
        ? { additionalProperties: convert(rest) }
        : open
          ? {}
          : { additionalProperties: false }),
    };
  };
  const schema = convert(root, true);
  const definitions = Object.fromEntries([...used].map(([i, node]) => [`s${i}`, node]));
  return { ...schema, definitions };
}

function deployment(i: number): Manifest {
  const container = (name: string) => ({
    name,
    image: `ghcr.io/acme/${name}:1.${i}.0`,
    ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
    env: ['A', 'B', 'C', 'D'].map((key) => ({ name: key, value: `value-${key}-${i}` })),
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 10 },
    securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true },
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  });
  const labels = { app: `web-${i}`, team: 'shop' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: `web-${i}`, namespace: 'shop', labels },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [container('web'), container('proxy')],
          volumes: [{ name: 'tmp', emptyDir: {} }],
        },
      },
    },
  };
}

function application(i: number): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: `app-${i}`, namespace: 'argocd', labels: { team: 'shop' } },
    spec: {
      project: 'shop',
      source: {
        repoURL: 'oci://ghcr.io/acme/manifests/core',
        targetRevision: `sha256:${'a'.repeat(64)}`,
        path: `services/${i}`,
      },
      destination: { server: 'https://10.0.0.1', namespace: 'shop' },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        syncOptions: ['RespectIgnoreDifferences=true', 'CreateNamespace=true'],
      },
    },
  };
}
