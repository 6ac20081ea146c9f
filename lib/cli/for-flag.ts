/** The flag that says who takes an artifact. */
export const forFlag = {
  type: 'string',
  multiple: true,
  summary:
    'who takes it, comma-separated: flux, argocd, gitlab, quay, harbor, artifactory, ecr, ghcr',
} as const;
