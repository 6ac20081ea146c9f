import type { Manifest } from '../core';
import type { Instance } from './instance';
import type { Fate } from './types';

/** What becomes of an object that an Application no longer delivers. */
export function fateOf(
  object: Manifest,
  application: Pick<Instance, 'automated' | 'manifest'>,
  nothingLeft: boolean,
): Fate {
  const prune = optionOf(object, 'Prune');
  const byApplication = appOptionOf(application.manifest, 'Prune');
  if (prune === 'false' || (prune === undefined && byApplication === 'false')) return 'kept';
  if (!application.automated?.prune) return 'left';
  if (nothingLeft && !application.automated.allowEmpty) return 'refused';
  return prune === 'confirm' || byApplication === 'confirm' ? 'confirm' : 'pruned';
}

/** What becomes of an object whose Application is deleted. */
export function fateWithApplication(object: Manifest, { cascades, manifest }: Instance): Fate {
  if (!cascades) return 'left';
  const option = optionOf(object, 'Delete') ?? appOptionOf(manifest, 'Delete');
  const resourcePolicy = object.metadata.annotations?.['helm.sh/resource-policy'];
  if (option === 'false' || resourcePolicy === 'keep') return 'kept';
  return option === 'confirm' ? 'confirm' : 'deleted';
}

/** The value of a sync option in an object's annotation; the last one counts. */
export function optionOf(object: Manifest, name: string): string | undefined {
  const text = object.metadata.annotations?.['argocd.argoproj.io/sync-options'];
  return typeof text === 'string' ? valueIn(text.split(','), name) : undefined;
}

/** The value of a sync option of a whole Application. */
export function appOptionOf(application: Manifest, name: string): string | undefined {
  const { syncPolicy } = (application.spec ?? {}) as { syncPolicy?: { syncOptions?: unknown } };
  const options = syncPolicy?.syncOptions;
  return Array.isArray(options) ? valueIn(options.map(String), name) : undefined;
}

function valueIn(options: readonly string[], name: string): string | undefined {
  return options
    .map((option) => option.trim())
    .findLast((option) => option.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
