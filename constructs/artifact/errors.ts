import { CodedError } from '../../lib/core';

/** An artifact that cannot be made, or a source that names what no artifact has. */
export class ArtifactError extends CodedError<
  | 'ARTIFACT_CHART_FOREIGN'
  | 'ARTIFACT_CHART_TAKEN'
  | 'ARTIFACT_CONTENT_ASYNC'
  | 'ARTIFACT_CYCLE'
  | 'ARTIFACT_EMPTY'
  | 'ARTIFACT_ID_INVALID'
  | 'ARTIFACT_ID_TAKEN'
  | 'ARTIFACT_NESTED'
  /** `releases.yaml` was read after a source that hangs on it was made. */
  | 'ARTIFACT_RELEASES_LATE'
  | 'ARTIFACT_PROFILE_UNKNOWN'
  | 'ARTIFACT_REPOSITORY_INVALID'
  | 'ARTIFACT_RING_MISSING'
  | 'ARTIFACT_STRINGIFIED'
  /** More manifests in one folder than Argo CD takes for one source. */
  | 'ARTIFACT_TOO_LARGE'
  | 'ARTIFACT_VARIANT_UNKNOWN'
> {}
