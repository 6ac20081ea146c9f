import type { Crd } from '../generate/crd';
import type * as expand from '../generate/expand';
import type * as facts from '../generate/facts';
import { dataFile, dataJson } from './files';

/** AWS services whose definitions ship with us, sorted: `rds`; `provider` is the provider's own group. */
export function awsServices(): string[] {
  const groups = Object.keys(dataJson('schemas/groups.json') as object);
  const services = groups.flatMap((group) => {
    const match = /^(?:(.+)\.)?aws(?:\.m)?\.upbound\.io$/.exec(group);
    return match ? [match[1] ?? 'provider'] : [];
  });
  return [...new Set(services)].sort();
}

/**
 * The definitions of an AWS service, whole; none for an unknown service.
 *
 * @param scope `m` for the namespaced kinds (`rds.aws.m.upbound.io`), `v1` for the cluster-scoped
 *   ones of Crossplane v1 (`rds.aws.upbound.io`)
 */
export function awsDefinitions(service: string, scope: 'm' | 'v1'): Crd[] {
  if (!awsServices().includes(service)) return [];
  // Look-ups of schemas load this module too, and do not need brotli.
  const { definitionsOf } = require('../generate/expand') as typeof expand;
  const { unpackFacts } = require('../generate/facts') as typeof facts;
  return definitionsOf(unpackFacts(dataFile(`facts/aws/${service}.json.br`))).filter(
    ({ group }) => group.endsWith('.m.upbound.io') === (scope === 'm'),
  );
}
