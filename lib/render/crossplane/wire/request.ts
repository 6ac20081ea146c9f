import {
  NO_CONTEXT,
  type FunctionRequest,
  type FunctionResource,
  type JsonObject,
  type State,
} from '../protocol';
import { ProtoWriter } from './protobuf';
import { writeStruct } from './struct';

/** CAPABILITIES, REQUIRED_RESOURCES, CREDENTIALS, CONDITIONS, REQUIRED_SCHEMAS. */
const CAPABILITIES = [1, 2, 3, 4, 5];

/** A `RunFunctionRequest` of function-sdk-go's `run_function.proto`, in bytes. */
export function encodeRequest(request: FunctionRequest): Buffer {
  const { observed, desired, input, context, credentials = {} } = request;
  const writer = new ProtoWriter();
  writer.message(1, (meta) => {
    for (const capability of CAPABILITIES) meta.varint(2, capability);
  });
  writer.message(2, (w) => writeState(w, observed));
  writer.message(3, (w) => writeState(w, desired));
  if (input) writer.message(4, (w) => writeStruct(w, input));
  if (context !== NO_CONTEXT) writer.message(5, (w) => writeStruct(w, context));
  writeResources(writer, 6, request.extraResources);
  writer.map(7, credentials, (entry, data) =>
    entry.message(2, (w) => w.message(1, (d) => writeBytes(d, 1, data))),
  );
  writeResources(writer, 8, request.requiredResources);
  writer.map(9, request.requiredSchemas ?? {}, (entry, schema) =>
    entry.message(2, (w) => {
      if (schema) w.message(1, (struct) => writeStruct(struct, schema));
    }),
  );
  return writer.finish();
}

function writeState(writer: ProtoWriter, { composite, resources }: State): void {
  if (composite) writer.message(1, (w) => writeResource(w, composite));
  writer.map(2, resources, (entry, resource) =>
    entry.message(2, (w) => writeResource(w, resource)),
  );
}

function writeResource(writer: ProtoWriter, resource: FunctionResource): void {
  writer.message(1, (w) => writeStruct(w, resource.resource));
  writeBytes(writer, 2, resource.connectionDetails ?? {});
  if (resource.ready !== undefined) writer.varint(3, resource.ready ? 1 : 2);
}

/** A map of texts to bytes, which are held in base64. */
function writeBytes(
  writer: ProtoWriter,
  field: number,
  data: Readonly<Record<string, string>>,
): void {
  writer.map(field, data, (entry, value) => entry.bytes(2, Buffer.from(value, 'base64')));
}

function writeResources(
  writer: ProtoWriter,
  field: number,
  required: Readonly<Record<string, readonly JsonObject[]>> = {},
): void {
  writer.map(field, required, (entry, objects) =>
    entry.message(2, (items) => {
      for (const object of objects) {
        items.message(1, (item) => item.message(1, (w) => writeStruct(w, object)));
      }
    }),
  );
}
