import { CodedError } from '../../lib/core';

/** What the Argo CD constructs refuse. */
export class ArgoCdError extends CodedError<
  | 'ARGOCD_PARAM_OPTIONAL'
  | 'ARGOCD_PARAM_UNKNOWN'
  | 'ARGOCD_PARAM_GROUP'
  | 'ARGOCD_TEXT_INVALID'
  | 'ARGOCD_TEMPLATE_VALUE'
  | 'ARGOCD_LIST_ELEMENT'
  | 'ARGOCD_MATRIX_DEPTH'
  | 'ARGOCD_ROLLING_SYNC_AUTOMATED'
  | 'ARGOCD_PROJECT_DEFAULT'
  | 'ARGOCD_REPOSITORY_URL'
> {}
