/** Sync options of Argo CD that follow from content, of an Application or of one object. */
export const NEEDED_OPTIONS = ['ServerSideApply=true', 'SkipDryRunOnMissingResource=true'] as const;

export type NeededOption = (typeof NEEDED_OPTIONS)[number];
