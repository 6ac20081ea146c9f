import { isObject, set, type Draft } from '../../../crossplane/json';
import type { JsonObject } from '../protocol';
import { readFields, type ProtoMessage, ProtoWriter } from './protobuf';

/* `google.protobuf.Struct`: a JSON object, its numbers doubles. */

export function writeStruct(writer: ProtoWriter, object: JsonObject): void {
  writer.map(1, object, (entry, value) => entry.message(2, (w) => writeValue(w, value)));
}

function writeValue(writer: ProtoWriter, value: unknown): void {
  if (typeof value === 'number') writer.double(2, value);
  else if (typeof value === 'string') writer.text(3, value);
  else if (typeof value === 'boolean') writer.varint(4, value ? 1 : 0);
  else if (Array.isArray(value)) {
    writer.message(6, (list) => {
      for (const item of value) list.message(1, (w) => writeValue(w, item));
    });
  } else if (isObject(value)) writer.message(5, (w) => writeStruct(w, value));
  else writer.varint(1, 0);
}

export function structBytes(object: JsonObject): Buffer {
  const writer = new ProtoWriter();
  writeStruct(writer, object);
  return writer.finish();
}

export function readStruct(message: ProtoMessage | undefined): JsonObject {
  const object: Draft = {};
  for (const entry of message?.messages(1) ?? []) {
    set(object, entry.text(1), readValue(entry.bytes(2)));
  }
  return object;
}

function readValue(bytes: Buffer): unknown {
  let read: unknown = null;
  for (const { field, value } of readFields(bytes)) {
    if (field === 1) read = null;
    else if (field === 2) read = value;
    else if (field === 4) read = value === 1;
    else if (!Buffer.isBuffer(value)) continue;
    else if (field === 3) read = value.toString('utf8');
    else if (field === 5) read = readStructBytes(value);
    else if (field === 6) read = readList(value);
  }
  return read;
}

function readStructBytes(bytes: Buffer): JsonObject {
  const object: Draft = {};
  for (const { field, value } of readFields(bytes)) {
    if (field !== 1 || !Buffer.isBuffer(value)) continue;
    let key = '';
    let item: unknown = null;
    for (const part of readFields(value)) {
      if (!Buffer.isBuffer(part.value)) continue;
      if (part.field === 1) key = part.value.toString('utf8');
      else if (part.field === 2) item = readValue(part.value);
    }
    set(object, key, item);
  }
  return object;
}

function readList(bytes: Buffer): unknown[] {
  const items: unknown[] = [];
  for (const { field, value } of readFields(bytes)) {
    if (field === 1 && Buffer.isBuffer(value)) items.push(readValue(value));
  }
  return items;
}
