import {
  NO_CONTEXT,
  type FunctionCondition,
  type FunctionResource,
  type FunctionResponse,
  type FunctionResult,
  type ResourceSelector,
  type ResultSeverity,
  type ResultTarget,
  type State,
} from '../protocol';
import { ProtoMessage } from './protobuf';
import { readStruct } from './struct';

const SEVERITIES: Readonly<Record<number, ResultSeverity>> = { 1: 'fatal', 3: 'normal' };
const STATUSES: Readonly<Record<number, FunctionCondition['status']>> = { 2: 'True', 3: 'False' };

/**
 * Reads a `RunFunctionResponse` of function-sdk-go's `run_function.proto`.
 *
 * @throws {RangeError} for bytes that are none.
 */
export function decodeResponse(bytes: Buffer): FunctionResponse {
  const message = new ProtoMessage(bytes);
  const requirements = message.message(5);
  return {
    desired: readState(message.message(2)),
    results: message.messages(3).map(readResult),
    context: message.has(4) ? readStruct(message.message(4)) : NO_CONTEXT,
    ...(requirements && {
      extraRequirements: requirements.map(1, (entry) => readSelector(entry.message(2))),
      requirements: requirements.map(2, (entry) => readSelector(entry.message(2))),
      schemaRequirements: requirements.map(3, (entry) => ({
        apiVersion: entry.message(2)?.text(1) ?? '',
        kind: entry.message(2)?.text(2) ?? '',
      })),
    }),
    conditions: message.messages(6).map(readCondition),
  };
}

function readState(message: ProtoMessage | undefined): State {
  const composite = message?.message(1);
  return {
    ...(composite && { composite: readResource(composite) }),
    resources: message?.map(2, (entry) => readResource(entry.message(2))) ?? {},
  };
}

function readResource(message: ProtoMessage | undefined): FunctionResource {
  const details = message?.map(2, (entry) => entry.bytes(2).toString('base64')) ?? {};
  const ready = message?.number(3) ?? 0;
  return {
    resource: readStruct(message?.message(1)),
    ...(Object.keys(details).length > 0 && { connectionDetails: details }),
    ...((ready === 1 || ready === 2) && { ready: ready === 1 }),
  };
}

/** A severity that is not known counts as a warning, as in Crossplane. */
function readResult(message: ProtoMessage): FunctionResult {
  return {
    severity: SEVERITIES[message.number(1)] ?? 'warning',
    message: message.text(2),
    ...(message.text(3) !== '' && { reason: message.text(3) }),
    target: targetOf(message.number(4)),
  };
}

function readCondition(message: ProtoMessage): FunctionCondition {
  return {
    type: message.text(1),
    status: STATUSES[message.number(2)] ?? 'Unknown',
    reason: message.text(3),
    ...(message.text(4) !== '' && { message: message.text(4) }),
    target: targetOf(message.number(5)),
  };
}

function targetOf(target: number): ResultTarget {
  return target === 2 ? 'composite-and-claim' : 'composite';
}

function readSelector(message: ProtoMessage | undefined): ResourceSelector {
  const labels = message?.message(4);
  return {
    apiVersion: message?.text(1) ?? '',
    kind: message?.text(2) ?? '',
    ...(message?.has(3) && { matchName: message.text(3) }),
    ...(labels && { matchLabels: labels.map(1, (entry) => entry.text(2)) }),
    ...(message?.has(5) && { namespace: message.text(5) }),
  };
}
