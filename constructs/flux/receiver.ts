import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { nearest } from '../../lib/core';
import { Receiver as Upstream, type ReceiverSpec } from '../../imports/flux';
import { programOf } from '../artifact/program';
import { requireFieldsOf } from '../require-fields';
import { checkDuration, checkName, fieldsOf, type Fields } from './checks';
import { FluxError } from './errors';
import { namespaceOf } from './namespace-of';
import {
  BITBUCKET_EVENTS,
  GITHUB_EVENTS,
  GITLAB_EVENTS,
  type ReceiverProps,
  type Woken,
} from './receiver-types';
import { RECEIVER } from './since';

/**
 * A Flux Receiver: a webhook that has sources fetched at once.
 *
 * @see https://fluxcd.io/flux/components/notification/receivers/
 */
export class Receiver extends Upstream {
  declare readonly kind: 'Receiver';

  /**
   * @throws {FluxError} `FLUX_RECEIVER_INVALID`, `FLUX_DURATION_INVALID`, `FLUX_NAME_INVALID` for what
   *   Flux refuses, or what would wake nothing; most of it does not compile.
   * @throws {TargetError} `TARGET_TOO_OLD` for what the declared Flux does not have.
   */
  constructor(scope: Construct, id: string, props: ReceiverProps) {
    const { name = id, metadata, resources, ...rest } = props;
    const place = `Receiver '${name}'`;
    checkName(place, name);
    checkDuration(place, 'interval', rest.interval);
    checkSender(place, rest as unknown as Fields);
    const namespace = metadata?.namespace ?? namespaceOf(scope);
    const woken: readonly unknown[] = Array.isArray(resources) ? resources : [];
    if (woken.length === 0) refuse(place, 'wakes nothing', 'write resources');
    const spec = {
      ...rest,
      resources: woken.map((one) => written(one as Woken, namespace, place)),
    };
    requireFieldsOf('flux', programOf(scope)?.targets, RECEIVER, spec, place);
    super(scope, id, { metadata: { ...metadata, name }, spec: spec as unknown as ReceiverSpec });
  }

  /**
   * The path that the sender calls, behind the address of Flux's webhook service. Whoever knows it may
   * call a `generic` receiver: keep it as secret as the token.
   *
   * @param token the key `token` of the Secret; `''` of type `generic-oidc`.
   */
  webhookPath(token: string): string {
    const { name, metadata } = this;
    const text = `${token}${name}${metadata.namespace ?? 'default'}`;
    return `/hook/${createHash('sha256').update(text).digest('hex')}`;
  }
}

const EVENTS: Readonly<Record<string, readonly string[] | undefined>> = {
  github: GITHUB_EVENTS,
  gitlab: GITLAB_EVENTS,
  bitbucket: BITBUCKET_EVENTS,
  cdevents: undefined,
};

const TYPES = [
  ...['generic', 'generic-hmac', 'generic-oidc', 'github', 'gitlab', 'bitbucket', 'harbor'],
  ...['dockerhub', 'quay', 'gcr', 'nexus', 'acr', 'cdevents'],
];

function checkSender(place: string, { type, events, secretRef, oidcProviders }: Fields): void {
  const kind = String(type as string);
  if (!TYPES.includes(kind)) {
    const near = nearest(kind, TYPES);
    refuse(
      place,
      `has the type '${kind}'`,
      near ? `write ${near}` : `write one of ${TYPES.join(', ')}`,
    );
  }
  if (kind === 'generic-oidc') {
    if (secretRef !== undefined)
      refuse(place, 'of type generic-oidc has a secretRef', 'leave it out');
    checkProviders(place, oidcProviders);
  } else {
    if (secretRef === undefined)
      refuse(place, 'has no secretRef', 'name the Secret with the token');
    if (oidcProviders !== undefined) {
      refuse(place, `of type ${kind} has oidcProviders`, "leave them out, or write 'generic-oidc'");
    }
  }
  if (events === undefined) return;
  if (!(kind in EVENTS)) {
    refuse(place, `has events, of which the type ${kind} takes no notice`, 'leave them out');
  }
  for (const event of Array.isArray(events) ? (events as readonly unknown[]) : []) {
    const known = EVENTS[kind];
    const text = String(event);
    if (!known ? text.startsWith('dev.cdevents.') : known.some((one) => same(one, text))) continue;
    const near = nearest(text, known ?? []);
    refuse(
      place,
      `waits for '${text}', which ${kind} does not send`,
      near ? `write '${near}'` : `write one of ${(known ?? ['dev.cdevents.…']).join(', ')}`,
    );
  }
}

function checkProviders(place: string, providers: unknown): void {
  const list = Array.isArray(providers) ? providers.map(fieldsOf) : [];
  if (list.length === 0) refuse(place, 'of type generic-oidc has no oidcProviders', 'write one');
  const issuers = list.map(({ issuerURL }) => issuerURL);
  list.forEach(({ issuerURL, validations }, index) => {
    if (typeof issuerURL !== 'string' || !/^https?:\/\//.test(issuerURL)) {
      refuse(place, `has the issuer ${JSON.stringify(issuerURL)}`, 'write an https URL');
    }
    if (issuers.indexOf(issuerURL) !== index) {
      refuse(place, `has the issuer '${String(issuerURL)}' twice`, 'put its validations together');
    }
    if (Array.isArray(validations) && validations.length > 0) return;
    refuse(
      place,
      `takes any token of '${String(issuerURL)}', whoever it was given to`,
      'write validations of its claims',
    );
  });
}

function written(one: Woken, own: string | undefined, place: string): object {
  if (ApiObject.isApiObject(one)) {
    const { apiVersion, kind, name } = one;
    const { namespace } = one.metadata;
    const other = namespace !== undefined && namespace !== own;
    return { apiVersion, kind, name, ...(other && { namespace }) };
  }
  const { name, matchLabels } = fieldsOf(one);
  if (typeof name !== 'string' || name === '')
    refuse(place, 'has a resource without name', 'name it');
  if ((name === '*') === (matchLabels !== undefined)) return one;
  refuse(
    place,
    name === '*'
      ? "wakes '*' without matchLabels, and fails at each call"
      : `wakes '${name}' by matchLabels as well, which are read with name '*' alone`,
    name === '*' ? 'write matchLabels' : "leave them out, or write name: '*'",
  );
}

/** Headers are compared whatever their case is. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function refuse(place: string, problem: string, hint: string): never {
  throw new FluxError('FLUX_RECEIVER_INVALID', `${place} ${problem}`, hint);
}
