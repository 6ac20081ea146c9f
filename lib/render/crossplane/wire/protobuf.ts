/** Writes a protocol buffer message, field by field. */
export class ProtoWriter {
  readonly #parts: Uint8Array[] = [];

  /** Zero, the empty text and the like are written too: a oneof needs them. */
  varint(field: number, value: number): void {
    this.#tag(field, 0);
    this.#varint(value);
  }

  double(field: number, value: number): void {
    this.#tag(field, 1);
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    this.#parts.push(bytes);
  }

  bytes(field: number, value: Uint8Array): void {
    this.#tag(field, 2);
    this.#varint(value.length);
    this.#parts.push(value);
  }

  text(field: number, value: string): void {
    this.bytes(field, Buffer.from(value));
  }

  message(field: number, write: (message: ProtoWriter) => void): void {
    const message = new ProtoWriter();
    write(message);
    this.bytes(field, message.finish());
  }

  /** A map of texts to messages or bytes: entries of key and value. */
  map<T>(
    field: number,
    entries: Readonly<Record<string, T>>,
    write: (entry: ProtoWriter, value: T) => void,
  ): void {
    for (const [key, value] of Object.entries(entries)) {
      this.message(field, (entry) => {
        entry.text(1, key);
        write(entry, value);
      });
    }
  }

  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #tag(field: number, type: number): void {
    this.#varint(field * 8 + type);
  }

  #varint(value: number): void {
    const bytes: number[] = [];
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
    bytes.push(rest);
    this.#parts.push(Uint8Array.from(bytes));
  }
}

/** One field of a message. A number is a varint or a double. */
export interface ProtoField {
  readonly field: number;
  readonly value: number | Buffer;
}

/** @throws {RangeError} for bytes that are no message. */
export function* readFields(bytes: Buffer): Generator<ProtoField> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('a message ends within a number');
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    const start = at;
    at += length;
    if (at > bytes.length) throw new RangeError('a field is longer than its message');
    return bytes.subarray(start, at);
  };
  while (at < bytes.length) {
    const tag = varint();
    const [field, type] = [Math.floor(tag / 8), tag % 8];
    if (type === 0) yield { field, value: varint() };
    else if (type === 1) yield { field, value: take(8).readDoubleLE() };
    else if (type === 2) yield { field, value: take(varint()) };
    else if (type === 5) take(4);
    else throw new RangeError(`a field has wire type ${type}`);
  }
}

/** The last value of each field, and the values of a repeated one. */
export class ProtoMessage {
  readonly #fields = new Map<number, (number | Buffer)[]>();

  constructor(bytes: Buffer) {
    for (const { field, value } of readFields(bytes)) {
      const values = this.#fields.get(field);
      if (values) values.push(value);
      else this.#fields.set(field, [value]);
    }
  }

  has(field: number): boolean {
    return this.#fields.has(field);
  }

  number(field: number): number {
    const value = this.#fields.get(field)?.at(-1);
    return typeof value === 'number' ? value : 0;
  }

  text(field: number): string {
    return this.bytes(field).toString('utf8');
  }

  bytes(field: number): Buffer {
    const value = this.#fields.get(field)?.at(-1);
    return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
  }

  message(field: number): ProtoMessage | undefined {
    return this.has(field) ? new ProtoMessage(this.bytes(field)) : undefined;
  }

  messages(field: number): readonly ProtoMessage[] {
    const values = this.#fields.get(field) ?? [];
    return values.filter((value) => Buffer.isBuffer(value)).map((value) => new ProtoMessage(value));
  }

  map<T>(field: number, read: (entry: ProtoMessage) => T): Record<string, T> {
    return Object.fromEntries(this.messages(field).map((entry) => [entry.text(1), read(entry)]));
  }
}
