import { posix } from 'node:path';
import { valueAt, type Manifest, type ObjectKey } from '../core';
import { compilePattern } from '../schema';
import type { ApplicationSpec, FluxIgnore, Source } from './applications';
import { listAt, textAt } from './applications';
import { perRun, type Context } from './context';

const GROUP = 'kustomize.toolkit.fluxcd.io';

/**
 * Flux Kustomizations, as what deploys a folder: they apply by the server side at every interval,
 * so whatever Git writes is set back, and what it leaves out is left alone.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export const kustomizations = perRun((context): readonly ApplicationSpec[] =>
  context.set.ofKind(GROUP, 'Kustomization').map((at) => {
    const active = valueAt(at, '/spec/suspend') !== true;
    return {
      at,
      tool: 'flux',
      pointer: '/spec',
      sources: sourcesOf(at, context),
      namespace: textAt(at, '/spec/targetNamespace'),
      destination:
        textAt(at, '/spec/kubeConfig/secretRef/name') ??
        textAt(at, '/spec/kubeConfig/configMapRef/name') ??
        'the cluster of Flux',
      automated: active,
      selfHeals: active,
      strategy: 'serverSideDiff',
      syncOptions: [],
      ignoreRules: [],
      renaming: {
        targetNamespace: textAt(at, '/spec/targetNamespace'),
        namePrefix: textAt(at, '/spec/namePrefix'),
        nameSuffix: textAt(at, '/spec/nameSuffix'),
      },
      ...(isFluxSince(context, 2, 9) && { fluxIgnores: ignoresOf(at) }),
    };
  }),
);

function sourcesOf(at: Manifest, { set }: Context): Source[] {
  const kind = textAt(at, '/spec/sourceRef/kind') ?? '';
  const name = textAt(at, '/spec/sourceRef/name') ?? '';
  const [source] = set.named('source.toolkit.fluxcd.io', kind, name);
  const repoURL = (source && textAt(source, '/spec/url')) ?? '';
  // What an ArtifactGenerator puts together has paths of its own.
  const isOwnTree = kind === 'ExternalArtifact';
  const path = isOwnTree ? undefined : posix.normalize(textAt(at, '/spec/path') ?? '.');
  const targetRevision = source && textAt(source, '/spec/ref/digest');
  const whole = { repoURL, targetRevision, path, chart: undefined, recurses: true };
  // Each is built on top, of a folder that is named from that path on.
  const components = listAt(at, '/spec/components').flatMap((one, i) =>
    path !== undefined && typeof one === 'string'
      ? [{ ...whole, pointer: `/spec/components/${i}`, path: posix.join(path, one) }]
      : [],
  );
  return [{ ...whole, pointer: '/spec' }, ...components];
}

/** Whether the Flux of the targets is of that version or newer; the newest where none is declared. */
export function isFluxSince({ targets: { flux } }: Context, major: number, minor: number): boolean {
  const [, ...declared] = /^v?(\d+)\.(\d+)/.exec(flux ?? '') ?? [];
  const [own = Infinity, ownMinor = Infinity] = declared.map(Number);
  return own > major || (own === major && ownMinor >= minor);
}

function ignoresOf(at: Manifest): readonly FluxIgnore[] {
  return listAt(at, '/spec/ignore').map(ignoreOf);
}

/** A rule, whatever is written there. */
export function ignoreOf(rule: unknown): FluxIgnore {
  return {
    paths: listAt(rule, '/paths').filter((path): path is string => typeof path === 'string'),
    target: (valueAt(rule, '/target') ?? {}) as FluxIgnore['target'],
  };
}

/**
 * Whether a rule of a Kustomization or a HelmRelease is for a field of an object. Selectors by label
 * and annotation may fit.
 */
export function ignores(rule: FluxIgnore, key: ObjectKey, pointer: string): boolean {
  return (
    rule.paths.some((path) => pointer === path || pointer.startsWith(`${path}/`)) &&
    isFor(rule, key)
  );
}

/** Whether a rule is for an object, by the name under which that is applied. */
export function isFor(rule: FluxIgnore, key: ObjectKey): boolean {
  let known = patterns.get(rule);
  if (!known) patterns.set(rule, (known = patternsOf(rule)));
  return known.every(([part, pattern]) => pattern?.test(key[part] ?? '') ?? false);
}

type Patterns = readonly (readonly [
  part: keyof ObjectKey,
  pattern: ReturnType<typeof compilePattern>,
])[];

const patterns = new WeakMap<FluxIgnore, Patterns>();

/** What a target asks for; `null` of a pattern that Go cannot compile. */
function patternsOf({ target }: FluxIgnore): Patterns {
  return (['group', 'kind', 'name', 'namespace'] as const).flatMap((part) => {
    const text = target[part];
    return typeof text === 'string' && text !== ''
      ? [[part, compilePattern(`^(?:${text})$`)] as const]
      : [];
  });
}

/** How an object is told to be applied; `undefined` where it is as any other. */
export function ssaPolicyOf(at: Manifest | undefined): string | undefined {
  const { [`${GROUP}/ssa`]: policy, [`${GROUP}/reconcile`]: reconcile } =
    at?.metadata.annotations ?? {};
  return reconcile === 'disabled' ? 'Ignore' : policy;
}
