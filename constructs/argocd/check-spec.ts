import type { Targets } from '../targets';
import { checkSources } from './check-source';
import { isGoDuration } from './duration';
import { ArgoCdError } from './errors';
import { requireFields } from './require-fields';
import { APPLICATION } from './since';
import { checkSyncOptions, invalid } from './sync-options';

export interface SpecPlace {
  /** What the spec is of, for messages: `Application 'web'`. */
  readonly place: string;
  readonly targets: Targets | undefined;
  /** Whether a patch may bring what is missing; default false. */
  readonly patched?: boolean;
  /** Whether it is a template, which may come without a source; default false. */
  readonly template?: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Refuses what Argo CD refuses or takes no notice of, in an Application's spec or a template's. Most
 * of it does not compile; this is for plain JavaScript, and for what is put together at run time.
 *
 * @throws {ArgoCdError} `ARGOCD_SOURCE_INVALID`, `ARGOCD_SYNC_OPTION_INVALID`,
 *   `ARGOCD_DESTINATION_INVALID`, `ARGOCD_DURATION_INVALID`.
 * @throws {TargetError} `TARGET_TOO_OLD` for a field that the declared Argo CD does not have.
 */
export function checkSpec(
  spec: unknown,
  { place, targets, patched = false, template = false }: SpecPlace,
): void {
  const { destination, syncPolicy, ...others } = fields(spec);
  checkSources(others, place, patched || template);
  checkDestination(fields(destination), place, patched);
  checkPolicy(fields(syncPolicy), place, patched);
  requireFields(targets, APPLICATION, spec, place);
}

function checkDestination({ server, name }: Fields, place: string, patched: boolean): void {
  const both = !!server && !!name;
  if (!both && (server || name || patched)) return;
  throw new ArgoCdError(
    'ARGOCD_DESTINATION_INVALID',
    both
      ? `${place} has a destination by server and by name, and Argo CD takes neither`
      : `${place} has no destination cluster`,
    'write destination.server or destination.name, one of the two',
  );
}

function checkPolicy(policy: Fields, place: string, patched: boolean): void {
  const { syncOptions, managedNamespaceMetadata, retry } = policy;
  const options: unknown[] = Array.isArray(syncOptions) ? syncOptions : [];
  checkSyncOptions(options, place);
  if (
    managedNamespaceMetadata !== undefined &&
    !patched &&
    !options.includes('CreateNamespace=true')
  ) {
    throw invalid(
      `${place} has managedNamespaceMetadata without the sync option CreateNamespace=true: nothing reads it`,
      "write syncOptions: ['CreateNamespace=true'], or leave it out",
    );
  }
  const { backoff } = fields(retry);
  for (const key of ['duration', 'maxDuration']) {
    const duration = fields(backoff)[key];
    if (typeof duration !== 'string' || duration.includes('{{') || isDuration(duration)) continue;
    throw new ArgoCdError(
      'ARGOCD_DURATION_INVALID',
      `the ${key} '${duration}' of a retry in ${place} is no duration`,
      "write one of Go: '5s', '3m', '1h30m'",
    );
  }
}

/** Go's durations, and a bare number of seconds, as Argo CD reads both. */
export function isDuration(text: string): boolean {
  return /^[-+]?\d+$/.test(text) || isGoDuration(text);
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
