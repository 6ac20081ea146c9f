import { nearest } from '../../lib/core';
import { ArgoCdError } from './errors';

/** Options of Argo CD's sync that are `true` or `false`. */
export const SWITCHES = [
  'ApplyOutOfSyncOnly',
  'ClientSideApplyMigration',
  'CreateNamespace',
  'FailOnSharedResource',
  'PruneLast',
  'Replace',
  'RespectIgnoreDifferences',
  'ServerSideApply',
  'SkipDryRunOnMissingResource',
  'Validate',
] as const;

const OTHERS: readonly string[] = [
  ...['foreground', 'background', 'orphan'].map((policy) => `PrunePropagationPolicy=${policy}`),
  ...['Prune', 'Delete'].flatMap((name) => [`${name}=false`, `${name}=confirm`]),
];

const OPTIONS: readonly string[] = [
  ...SWITCHES.flatMap((name) => [`${name}=true`, `${name}=false`]),
  ...OTHERS,
];

/**
 * Refuses options that Argo CD takes no notice of, and two of one name.
 *
 * @throws {ArgoCdError} `ARGOCD_SYNC_OPTION_INVALID`
 */
export function checkSyncOptions(options: readonly unknown[], place: string): void {
  const seen = new Map<string, string>();
  for (const option of options) {
    const text = String(option);
    if (text.includes('{{')) continue;
    if (!OPTIONS.includes(text)) {
      const near = nearest(text, OPTIONS);
      throw invalid(
        `${place} has the sync option '${text}', of which Argo CD takes no notice`,
        near ? `write ${near}` : `write one of ${OPTIONS.join(', ')}`,
      );
    }
    const name = text.slice(0, text.indexOf('='));
    const other = seen.get(name);
    if (other !== undefined && other !== text) {
      throw invalid(`${place} has the sync options ${other} and ${text}`, 'keep one of the two');
    }
    seen.set(name, text);
  }
}

export function invalid(message: string, hint: string): ArgoCdError {
  return new ArgoCdError('ARGOCD_SYNC_OPTION_INVALID', message, hint);
}
