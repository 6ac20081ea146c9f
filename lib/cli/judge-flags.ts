/** Flags of every verb that judges files. */
export const judgeFlags = {
  strict: { type: 'boolean', default: false, summary: 'exit 1 on warnings too' },
  kubernetes: { type: 'string', summary: 'release to check for: 1.34; default the newest known' },
  argocd: { type: 'string', summary: 'release to check for: 3.6; default 3.5' },
  crds: {
    type: 'string',
    multiple: true,
    summary: 'file or folder of CRDs and XRDs that define kinds; may be repeated',
  },
} as const;
