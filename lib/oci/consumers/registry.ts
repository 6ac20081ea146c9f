import type { Consumer, ConsumerFinding, Shown } from './consumer';

/** What a registry limits, each where it is written. */
export interface Limits {
  readonly name: string;
  readonly source: string;
  /** Of one layer. Default none is known. */
  readonly layerBytes?: number;
  /** What a path starts with: `<project>/<repository>`. Default nothing. */
  readonly path?: PathRule;
  /** Characters of a path. Default none is known. */
  readonly pathLength?: { readonly most: number; readonly source: string };
  /** What else it looks at. */
  readonly more?: (artifact: Shown) => Iterable<ConsumerFinding>;
}

interface PathRule {
  /** Its length in parts is the least that the registry takes. */
  readonly shown: string;
  readonly source: string;
  /** Why it may be shorter, for registries where it depends. Default never. */
  readonly unless?: string;
}

/** What clients should stay below, and what distribution refuses above. */
const MANIFEST_BYTES = 4 * 2 ** 20;
const MANIFEST_SOURCE =
  'https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests';

/** A registry of those limits. */
export function registry(limits: Limits): Consumer {
  const { name, source, more } = limits;
  return {
    name,
    source,
    *check(artifact) {
      yield* sizes(limits, artifact);
      yield* pathFindings(limits, artifact);
      if (more) yield* more(artifact);
    },
  };
}

function* sizes({ name, layerBytes = Infinity }: Limits, shown: Shown): Generator<ConsumerFinding> {
  if (shown.manifestBytes >= MANIFEST_BYTES) {
    yield {
      rule: `${name}-manifest-size`,
      severity: 'error',
      message: `has a manifest of ${shown.manifestBytes} bytes, and registries take less than 4 MiB`,
      hint: 'remove annotations',
      source: MANIFEST_SOURCE,
    };
  }
  for (const { sizeBytes } of shown.layers.filter((layer) => layer.sizeBytes > layerBytes)) {
    yield {
      rule: `${name}-layer-size`,
      severity: 'error',
      message: `has a layer of ${sizeBytes} bytes, over the limit of ${layerBytes}`,
      hint: 'split it into several artifacts: pack --shards auto',
    };
  }
}

function* pathFindings(
  { name, path, pathLength }: Limits,
  { repository }: Shown,
): Generator<ConsumerFinding> {
  if (repository === undefined) return;
  const missing = path && path.shown.split('/').length > repository.split('/').length;
  if (missing) {
    const { shown, source, unless } = path;
    yield {
      rule: `${name}-repository-path`,
      severity: unless === undefined ? 'error' : 'warning',
      message: `goes to '${repository}', and a path there is ${shown}${unless === undefined ? '' : `, unless ${unless}`}`,
      hint: `push it to ${shown}`,
      source,
    };
  }
  if (pathLength && repository.length > pathLength.most) {
    yield {
      rule: `${name}-repository-length`,
      severity: 'error',
      message: `goes to a path of ${repository.length} characters, and ${pathLength.most} are the most`,
      hint: 'push it to a shorter one',
      source: pathLength.source,
    };
  }
}
