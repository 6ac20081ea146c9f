/** A way to prove who one is. */
export type Credential =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** To be exchanged for access tokens: ACR, Docker Hub's device login. */
  | { readonly kind: 'identity'; readonly token: string }
  /** An access token as it is. */
  | { readonly kind: 'registry'; readonly token: string };

/** The secret part, never to be printed. */
export function secretOf(credential: Credential): string {
  return credential.kind === 'basic' ? credential.password : credential.token;
}

/** `user 'alice'`, for messages. */
export function nameOf(credential: Credential): string {
  return credential.kind === 'basic' ? `user '${credential.username}'` : 'the stored token';
}

/** Credentials for one repository, or `undefined` for nobody. */
export type FindCredential = (
  registry: string,
  repository: string,
) => Promise<Credential | undefined>;
