import type { Crd } from '../../../imports/generate';

/** Each kind once. A kind that comes twice, with different content, is a problem; the first stays. */
export function uniqueKinds(found: readonly { readonly crd: Crd; readonly file: string }[]): {
  readonly crds: readonly Crd[];
  readonly problems: readonly string[];
} {
  const first = new Map<string, { readonly crd: Crd; readonly file: string }>();
  const problems: string[] = [];
  for (const each of found) {
    const key = `${each.crd.group}/${each.crd.kind}`;
    const known = first.get(key);
    if (!known) first.set(key, each);
    else if (JSON.stringify(known.crd) !== JSON.stringify(each.crd))
      problems.push(`${each.file}: ${key} is defined otherwise in ${known.file}, which is used`);
  }
  return { crds: [...first.values()].map(({ crd }) => crd), problems };
}
