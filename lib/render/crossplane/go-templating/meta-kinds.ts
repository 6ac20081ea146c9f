import { decodeBase64 } from '../../../template/sprig/base';
import { quote } from '../../../template/quote';
import { Failure, within } from '../../../crossplane/failure';
import { isObject, own } from '../../../crossplane/json';
import { textAt } from '../manifest-text';
import { getValue } from '../paved';
import type { FunctionCondition, JsonObject, ResourceSelector } from '../protocol';
import type { ContextChanges } from './context-changes';
import { listOf, objectOf, TypedFields } from './typed-fields';

export const META = 'meta.gotemplating.fn.crossplane.io/v1alpha1';

/** What objects of the function's own kinds add to its response. */
export interface MetaEffects {
  readonly connectionDetails: Record<string, string>;
  readonly conditions: FunctionCondition[];
  readonly context: ContextChanges;
  readonly requirements: Record<string, ResourceSelector>;
  readonly extraRequirements: Record<string, ResourceSelector>;
}

export function applyMeta(object: JsonObject, effects: MetaEffects): void {
  const kind = textAt(object, 'kind');
  switch (kind) {
    case 'CompositeConnectionDetails':
      return addConnectionDetails(object, effects);
    case 'ClaimConditions':
      return addConditions(object, effects);
    case 'Context':
      return mergeContext(object, effects);
    case 'ExtraResources':
      return addRequirements(object, effects);
    default:
      throw new Failure(
        `invalid kind ${quote(kind)} for apiVersion ${quote(META)} - must be one of ` +
          'CompositeConnectionDetails, Context or ExtraResources',
      );
  }
}

function addConnectionDetails(object: JsonObject, effects: MetaEffects): void {
  const data = own(object, 'data');
  if (!isObject(data) || !Object.values(data).every((value) => typeof value === 'string')) return;
  for (const [key, value] of Object.entries(data)) {
    effects.connectionDetails[key] = decodable(value as string);
  }
}

/** Base64 up to the first group of four that is none. */
function decodable(text: string): string {
  const digits = text.replace(/[\r\n]/g, '');
  const decoded = decodeBase64(digits);
  if (typeof decoded !== 'number') return decoded.toString('base64');
  return digits.slice(0, decoded - (decoded % 4));
}

const RESERVED = ['Ready', 'Synced', 'Healthy', 'UpToDate'];

function addConditions(object: JsonObject, effects: MetaEffects): void {
  const conditions = within('cannot get Conditions from input', () =>
    listOf(getValue(object, 'conditions'), 'conditions').map(conditionOf),
  );
  for (const condition of conditions) {
    const { type } = condition;
    if (RESERVED.includes(type)) {
      const why = `${type} is a reserved Crossplane Condition`;
      throw new Failure(`cannot set ClaimCondition type: ${why}`);
    }
    effects.conditions.push(condition);
  }
}

function conditionOf(value: unknown, i: number): FunctionCondition {
  const fields = new TypedFields(value, `conditions[${i}]`);
  const status = fields.text('status');
  const message = fields.text('message');
  fields.time('lastTransitionTime');
  fields.integer('observedGeneration');
  return {
    type: fields.text('type'),
    status: status === 'True' || status === 'False' ? status : 'Unknown',
    reason: fields.text('reason'),
    ...(message !== '' && { message }),
    target: fields.text('target') === 'CompositeAndClaim' ? 'composite-and-claim' : 'composite',
  };
}

function mergeContext(object: JsonObject, effects: MetaEffects): void {
  const data = within('cannot get Contexts from input', () =>
    objectOf(getValue(object, 'data'), 'data'),
  );
  effects.context.merge(data);
}

function addRequirements(object: JsonObject, effects: MetaEffects): void {
  const wanted = within('cannot get extra resources requirements', () =>
    Object.entries(objectOf(getValue(object, 'requirements'), 'requirements')).map(
      ([name, value]) => [name, selectorOf(value, `requirements.${name}`)] as const,
    ),
  );
  for (const [name, { namespace, selector }] of wanted) {
    if (Object.hasOwn(effects.extraRequirements, name)) {
      throw new Failure(`duplicate extra resource key ${quote(name)}`);
    }
    effects.requirements[name] = selector;
    if (namespace === '') effects.extraRequirements[name] = selector;
  }
}

interface Wanted {
  readonly namespace: string;
  readonly selector: ResourceSelector;
}

/** Labels where no name is given, then in all namespaces. */
function selectorOf(value: unknown, at: string): Wanted {
  const fields = new TypedFields(value, at);
  const type = { apiVersion: fields.text('apiVersion'), kind: fields.text('kind') };
  const matchLabels = fields.texts('matchLabels');
  const matchName = fields.text('matchName');
  const namespace = fields.text('namespace');
  if (matchName === '') return { namespace, selector: { ...type, matchLabels } };
  const place = namespace !== '' && { namespace };
  return { namespace, selector: { ...type, matchName, ...place } };
}
