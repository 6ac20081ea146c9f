import { createHash } from 'node:crypto';

const MAX_LENGTH = 63;
const HASH_LENGTH = 12;
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const RBAC_KINDS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];

/** The name that Crossplane gives to a composed resource: a hash of its XR and its own name follows. */
export function childName(generateName: string, ownerUid: string, resourceName: string): string {
  const suffix = createHash('sha256')
    .update(ownerUid + resourceName)
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const prefix =
    generateName === '' || generateName.endsWith('-') ? generateName : `${generateName}-`;
  if (prefix.length + HASH_LENGTH <= MAX_LENGTH) return prefix + suffix;
  const most = MAX_LENGTH - HASH_LENGTH;
  return prefix[most - 1] === '-'
    ? prefix.slice(0, most) + suffix
    : `${prefix.slice(0, most - 1)}-${suffix}`;
}

/** Whether an object may have the name: a DNS subdomain, with colons for kinds of RBAC. */
export function isValidName(name: string, group: string, kind: string): boolean {
  const rbac = group === 'rbac.authorization.k8s.io' && RBAC_KINDS.includes(kind);
  const bare = rbac ? name.replaceAll(':', '') : name;
  return bare.length <= 253 && SUBDOMAIN.test(bare);
}

/** The UID of an XR that has none: a UUID of version 5 of its kind, namespace and name. */
export function deterministicUid(kind: string, namespace: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.alloc(16))
    .update(`${kind}\0${namespace}\0${name}`)
    .digest();
  digest[6] = ((digest[6] as number) & 0x0f) | 0x50;
  digest[8] = ((digest[8] as number) & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${parts.join('-')}-${hex.slice(20, 32)}`;
}
