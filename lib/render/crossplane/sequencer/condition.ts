import { Failure } from '../../../crossplane/failure';
import { compileCondition } from '../../../crossplane/inputs/condition';
import { jsonValue } from '../../../schema/cel/json-value';
import { CelError, Entries, Mapping, type Value } from '../../../schema/cel/values';
import type { FunctionRequest, FunctionResource, State } from '../protocol';

/**
 * Whether the condition of a rule holds.
 *
 * @throws {Failure} for a condition that cannot be read, gives something else, or fails.
 */
export function holds(condition: string, { observed, desired, context }: FunctionRequest): boolean {
  const { evaluate } = compileCondition(condition);
  const result = evaluated(() =>
    evaluate(stateValue(observed), stateValue(desired), jsonValue(context)),
  );
  if (typeof result !== 'boolean') throw new Failure('CEL condition result is not bool');
  return result;
}

function evaluated(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    throw new Failure(`cannot evaluate CEL condition: ${error.message}`);
  }
}

/** A message: a field that is not set reads as empty, and is not there for `has`. */
class Message extends Mapping {
  constructor(
    private readonly fields: Readonly<Record<string, () => Value>>,
    private readonly set: readonly string[],
  ) {
    super();
  }

  get size(): number {
    return this.set.length;
  }

  find(key: Value): Value | undefined {
    return typeof key === 'string' && Object.hasOwn(this.fields, key)
      ? this.fields[key]?.()
      : undefined;
  }

  keys(): readonly string[] {
    return this.set;
  }

  override has(key: Value): boolean {
    return typeof key === 'string' && this.set.includes(key);
  }
}

function stateValue({ composite, resources }: State): Value {
  const entries = Object.entries(resources);
  return new Message(
    {
      composite: () => resourceValue(composite),
      resources: () =>
        new Entries(entries.map(([name, resource]) => [name, resourceValue(resource)])),
    },
    [...(composite ? ['composite'] : []), ...(entries.length > 0 ? ['resources'] : [])],
  );
}

function resourceValue(given: FunctionResource | undefined): Value {
  const { resource, connectionDetails = {}, ready } = given ?? {};
  const details = Object.entries(connectionDetails);
  const readiness = ready === undefined ? 0 : ready ? 1 : 2;
  return new Message(
    {
      resource: () => jsonValue(resource ?? {}),
      connection_details: () =>
        new Entries(details.map(([key, value]) => [key, Buffer.from(value, 'base64')])),
      ready: () => BigInt(readiness),
    },
    [
      ...(resource ? ['resource'] : []),
      ...(details.length > 0 ? ['connection_details'] : []),
      ...(readiness > 0 ? ['ready'] : []),
    ],
  );
}
