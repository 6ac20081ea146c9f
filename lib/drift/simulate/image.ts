import type { Json } from './value';

const NAME = /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/;

/** The pull policy that the API server fills in: `Always` for `latest`, which a missing tag means. */
export function imagePullPolicy(image: Json | undefined): string {
  if (typeof image !== 'string') return 'IfNotPresent';
  const [reference = '', digest] = image.split('@');
  const colon = reference.lastIndexOf(':');
  const hasTag = colon > reference.lastIndexOf('/');
  const name = hasTag ? reference.slice(0, colon) : reference;
  if (!NAME.test(name)) return 'IfNotPresent';
  const tag = hasTag ? reference.slice(colon + 1) : digest === undefined ? 'latest' : '';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}
