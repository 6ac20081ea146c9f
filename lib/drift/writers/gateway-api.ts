import { WRITE } from '../repair-texts';
import { defaultRows, rowClaims } from '../rows';
import type { FieldPath } from '../places';
import type { Writer } from '../writer';

const GROUP = 'gateway.networking.k8s.io';
const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map(
  (kind) => `${GROUP}/${kind}`,
);
const HTTP = [`${GROUP}/HTTPRoute`];

const service = (at: FieldPath) => ({ [`${at}.group`]: '', [`${at}.kind`]: 'Service' });
const more = { repair: WRITE, source: 'https://github.com/argoproj/argo-cd/issues/22151' };

const ROWS = [
  ...defaultRows(
    ROUTES,
    {
      '.spec.parentRefs[].group': GROUP,
      '.spec.parentRefs[].kind': 'Gateway',
      ...service('.spec.rules[].backendRefs[]'),
      '.spec.rules[].backendRefs[].weight': 1,
    },
    more,
  ),
  ...defaultRows(
    HTTP,
    {
      '.spec.rules[].matches': [{ path: { type: 'PathPrefix', value: '/' } }],
      '.spec.rules[].matches[].path': { type: 'PathPrefix', value: '/' },
      '.spec.rules[].matches[].path.type': 'PathPrefix',
      '.spec.rules[].matches[].path.value': '/',
      '.spec.rules[].matches[].headers[].type': 'Exact',
      '.spec.rules[].matches[].queryParams[].type': 'Exact',
      '.spec.rules[].filters[].requestRedirect.statusCode': 302,
      ...service('.spec.rules[].filters[].requestMirror.backendRef'),
    },
    more,
  ),
  ...defaultRows(
    [`${GROUP}/GRPCRoute`],
    {
      '.spec.rules[].matches[].method.type': 'Exact',
      '.spec.rules[].matches[].headers[].type': 'Exact',
      ...service('.spec.rules[].filters[].requestMirror.backendRef'),
    },
    more,
  ),
  ...defaultRows(
    [`${GROUP}/Gateway`],
    {
      '.spec.listeners[].tls.certificateRefs[].group': '',
      '.spec.listeners[].tls.certificateRefs[].kind': 'Secret',
    },
    more,
  ),
];

/** What the API server fills in below the lists of Gateway API routes. */
export const gatewayApi: Writer = {
  name: 'gateway-api',
  title: 'API server, defaults of the Gateway API',
  source: 'https://gateway-api.sigs.k8s.io/reference/spec/',
  fields: ROWS,
  claims: (set) => rowClaims(set, ROWS),
};
