import { parseDocuments } from '../core/yaml';
import { Bytes, Struct } from './boxed';
import { FunctionFailure, TemplateError } from './errors';
import { fixed, worldly, type FunctionSet } from './functions';
import { inOrder } from './order';
import { parseTime } from './time/parse';
import { Time, ZERO_TIME } from './time/time';
import { UTC } from './time/zone';
import { int, int64, isMap, isSlice, nilOf, typed, type ValueMap } from './values';
import { emitGoYaml3 } from './yaml-emit';

const EXTRA_RESOURCES = 'apiextensions.crossplane.io/extra-resources';
const RFC3339 = '2006-01-02T15:04:05Z07:00';

/**
 * What Crossplane's function-go-templating adds to sprig.
 *
 * @see https://github.com/crossplane-contrib/function-go-templating#additional-functions
 */
export const goTemplating: FunctionSet = {
  name: 'function-go-templating',
  functions: {
    randomChoice: {
      ...worldly('random', [], (world, ...choices: readonly unknown[]) => {
        if (choices.length === 0) throw new FunctionFailure('invalid argument to Intn');
        return choices[world.below(choices.length)];
      }),
      rest: 'string',
    },
    toYaml: fixed(['any'], emitGoYaml3),
    fromYaml: fixed(['string'], readYaml),
    getResourceCondition: fixed(['string', 'map'], condition),
    setResourceNameAnnotation: fixed(
      ['string'],
      (name) => `gotemplating.fn.crossplane.io/composition-resource-name: ${name}`,
    ),
    getComposedResource: fixed(['map', 'string'], (request, name) =>
      mapAt(request, 'observed', 'resources', name, 'resource'),
    ),
    getCompositeResource: fixed(['map'], (request) =>
      mapAt(request, 'observed', 'composite', 'resource'),
    ),
    getComposedConnectionDetails: fixed(['map', 'string'], (request, name) =>
      mapAt(request, 'observed', 'resources', name, 'connectionDetails'),
    ),
    getExtraResources: fixed(['map', 'string'], (request, name) => {
      const required = valueAt(request, 'requiredResources', name, 'items');
      return isSlice(required) ? required : listAt(request, 'extraResources', name, 'items');
    }),
    getExtraResourcesFromContext: fixed(['map', 'string'], (request, name) =>
      listAt(request, 'context', EXTRA_RESOURCES, name, 'items'),
    ),
    getCredentialData: fixed(['map', 'string'], credentials),
    include: { ...fixed(['string', 'any'], () => undefined), includes: true },
  },
  unsupported: { getHostByName: 'it asks the network' },
};

/** By names; none that could not stand in a field path of Crossplane. */
function valueAt(from: unknown, ...path: readonly string[]): unknown {
  let value = from;
  for (const key of path) {
    if (key === '' || /[[\]]|^[0-9]+$/.test(key) || !isMap(value) || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = value[key];
  }
  return value;
}

function mapAt(request: ValueMap, ...path: readonly string[]): ValueMap {
  const value = valueAt(request, ...path);
  return isMap(value) ? value : nilOf({});
}

function listAt(request: ValueMap, ...path: readonly string[]): readonly unknown[] {
  const value = valueAt(request, ...path);
  return isSlice(value) ? value : nilOf([]);
}

function condition(type: string, resource: ValueMap): Struct {
  const status = valueAt(resource, 'resource', 'status') ?? valueAt(resource, 'status');
  const conditions = valueAt(status, 'conditions');
  const all = isSlice(conditions) ? conditions.filter(isMap) : [];
  const found = all.find((each) => each.type === type) ?? { type, status: 'Unknown' };
  const text = (key: string) => (typeof found[key] === 'string' ? found[key] : '');
  const moment = parseTime(RFC3339, text('lastTransitionTime'), UTC);
  const { observedGeneration: generation } = found;
  return new Struct(
    'v2.Condition',
    {
      Type: text('type'),
      Status: text('status'),
      LastTransitionTime: new Time(
        typeof moment === 'string' ? ZERO_TIME.moment : moment,
        'v1.Time',
      ),
      Reason: text('reason'),
      Message: text('message'),
      ObservedGeneration: int64(BigInt(Math.trunc(Number(numberOf(generation))))),
    },
    conditionJson,
  );
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'object' && value !== null && 'value' in value ? Number(value.value) : 0;
}

function conditionJson(fields: Readonly<Record<string, unknown>>): unknown {
  const { Type, Status, LastTransitionTime, Reason, Message, ObservedGeneration } = fields;
  const given = numberOf(ObservedGeneration) !== 0;
  return inOrder({
    type: Type,
    status: Status,
    lastTransitionTime: LastTransitionTime,
    reason: Reason,
    ...(Message === '' ? {} : { message: Message }),
    ...(given ? { observedGeneration: ObservedGeneration } : {}),
  });
}

function credentials(request: ValueMap, name: string): ValueMap {
  const all = valueAt(request, 'credentials');
  const entry = isMap(all) && Object.hasOwn(all, name) ? all[name] : undefined;
  const data = valueAt(entry, 'credentialData', 'data');
  if (!isMap(data)) return nilOf({}, 'map[string][]uint8');
  const bytes = Object.entries(data).map(
    ([key, value]) => [key, new Bytes(Buffer.from(String(value), 'base64'))] as const,
  );
  return typed(Object.fromEntries(bytes), 'map[string][]uint8');
}

/** Plain words and dates that yaml.v3 reads in another way than the YAML reader of this package. */
const AMBIGUOUS =
  /(?:^|[\s,:[{-])(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][^,\]}\n]*)?)(?=$|[\s,:\]}])/m;

function readYaml(text: string): unknown {
  const word = AMBIGUOUS.exec(text)?.[0].replace(/^[\s,:[{-]/, '');
  if (word !== undefined) {
    throw new TemplateError(
      'TEMPLATE_FUNCTION_UNSUPPORTED',
      `fromYaml of a text with the word ${word}, which yaml.v3 reads in its own way, is not offered here`,
      `quote the word: "${word}"`,
    );
  }
  const [document] = parseDocuments(text);
  if (document?.problem?.kind === 'syntax') {
    const { line, message } = document.problem;
    throw new FunctionFailure(`yaml: line ${line}: ${message}`);
  }
  return integersAsInt(document?.value ?? null);
}

/** Numbers without a fraction are integers to yaml.v3. */
function integersAsInt(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? int(value) : value;
  if (isSlice(value)) return value.map(integersAsInt);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, integersAsInt(item)]));
}

/**
 * A request of a composition function (`RunFunctionRequest` as JSON) as templates see it: whole
 * numbers are integers, and `extraResources` are also the required ones.
 */
export function goTemplatingData(request: Readonly<Record<string, unknown>>): ValueMap {
  const { requiredResources, extraResources = requiredResources } = request;
  const whole = extraResources === undefined ? request : { ...request, extraResources };
  return integersAs64(whole) as ValueMap;
}

function integersAs64(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? int64(BigInt(value)) : value;
  if (isSlice(value)) return value.map(integersAs64);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, integersAs64(item)]));
}
