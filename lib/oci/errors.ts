import { CodedError } from '../core';

export type OciCode =
  | 'OCI_REFERENCE_INVALID'
  /** A path that no archive may carry: absolute, `..`, backslash, NUL. */
  | 'OCI_PATH_INVALID'
  /** Two paths that cannot exist side by side on every file system. */
  | 'OCI_PATH_CONFLICT'
  | 'OCI_OPTION_INVALID'
  | 'OCI_FOLDER_MISSING'
  | 'OCI_FOLDER_EMPTY'
  /** A folder that cannot be spread over so many artifacts. */
  | 'OCI_SHARD_INVALID'
  /** A symbolic link, socket or device where a plain file must be. */
  | 'OCI_FILE_UNSUPPORTED'
  | 'OCI_LAYOUT_INVALID'
  /** The tag, digest or name does not exist where it was asked for. */
  | 'OCI_NOT_FOUND'
  /** The tag stands for something else, and may not be moved. */
  | 'OCI_TAG_TAKEN'
  /** Bytes that are not those that their digest promises. */
  | 'OCI_DIGEST_MISMATCH'
  /** A manifest, archive or compressed stream that cannot be read. */
  | 'OCI_CONTENT_INVALID'
  /** Something larger than the limit set for it. */
  | 'OCI_LIMIT_EXCEEDED'
  | 'OCI_UNREACHABLE'
  | 'OCI_TIMEOUT'
  | 'OCI_UNAUTHORIZED'
  | 'OCI_FORBIDDEN'
  | 'OCI_RATE_LIMITED'
  /** The registry refused a request for a reason of its own. */
  | 'OCI_REGISTRY_REFUSED'
  /** The registry's answer is not what the protocol allows. */
  | 'OCI_REGISTRY_NONSENSE'
  | 'OCI_CREDENTIALS_INVALID'
  /** A key that is none, or that verifiers do not take. */
  | 'OCI_KEY_INVALID'
  /** A signature or statement that cannot be read. */
  | 'OCI_SIGNATURE_INVALID'
  /** `signers.yaml` says something that cannot be meant. */
  | 'OCI_POLICY_INVALID'
  /** A trusted root that cannot be read, or fetched. */
  | 'OCI_TRUST_INVALID'
  | 'OCI_TRUST_UNAVAILABLE'
  /** A signing config that cannot be read, or names no service that is open now. */
  | 'OCI_SIGNING_CONFIG_INVALID'
  /** Nothing says who signs, or in a way that nobody takes. */
  | 'OCI_IDENTITY_MISSING'
  | 'OCI_IDENTITY_INVALID'
  /** Whoever gives certificates or keeps the log of signatures did not. */
  | 'OCI_SIGNING_REFUSED';

/** Packing, unpacking, or talking to a registry cannot go on. */
export class OciError extends CodedError<OciCode> {}
