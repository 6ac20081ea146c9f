import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import { OWN_KEYS, type Flow } from './flow';
import { fieldsOf } from './patches';
import { isReference, READS, type Reading } from './reference';
import {
  leaf,
  literalOf,
  mapping,
  quote,
  sequence,
  type Block,
  type Expression,
} from './template-yaml';

/**
 * A template of function-go-templating for fields of the status. It runs behind
 * function-patch-and-transform, which puts what it reads into the environment; each field is a document
 * of its own, written once all that it reads is known.
 */
export class StatusTemplate {
  readonly #documents: string[] = [];

  constructor(
    readonly type: { readonly apiVersion: string; readonly kind: string },
    readonly flow: Flow,
  ) {}

  /** Writes `value` to a field of the status: a reference, or a list that has references in it. */
  write(path: readonly string[], value: unknown): void {
    const block = path
      .slice(1)
      .reduceRight((inner, key) => mapping([[key, inner]]), this.#block(value, path));
    const { needs } = block;
    const isKnown = [...new Set(needs)].map((key) => `(hasKey $known ${quote(key)})`);
    const document = [...this.#head(), ...mapping([['status', block]]).below];
    const guarded =
      isKnown.length === 0
        ? document
        : [`{{- if and ${['true', ...isKnown].join(' ')} }}`, ...document, '{{- end }}'];
    this.#documents.push(['---', ...guarded].join('\n'));
  }

  /** `undefined` where nothing was written. */
  text(): string | undefined {
    if (this.#documents.length === 0) return undefined;
    return `${[KNOWN, this.#readiness(), ...this.#documents].join('\n')}\n`;
  }

  /** A value as people write YAML, a field or an element on each line. */
  #block(value: unknown, path: readonly (string | number)[]): Block {
    if (isReference(value)) return leaf(this.#expression(value, path));
    if (Array.isArray(value) && value.length > 0 && !value.some(Array.isArray)) {
      return sequence(value.map((item, i) => this.#block(item, [...path, i])));
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const entries = Object.entries(value).filter(([, item]) => item !== undefined);
      if (entries.length > 0) {
        return mapping(entries.map(([key, item]) => [key, this.#block(item, [...path, key])]));
      }
    }
    const literal = literalOf(value);
    return literal === undefined
      ? leaf(this.#expression(value, path))
      : { inline: literal, below: [], needs: [] };
  }

  #expression(value: unknown, path: readonly (string | number)[]): Expression {
    if (isReference(value)) return this.#reference(value[READS], path);
    if (Array.isArray(value)) {
      const items = value.map((item, i) => this.#expression(item, [...path, i]));
      return joined('list', items, () => '');
    }
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).filter(([, item]) => item !== undefined);
      const items = entries.map(([key, item]) => this.#expression(item, [...path, key]));
      return joined('dict', items, (i) => `${quote(entries[i]?.[0] ?? '')} `);
    }
    return { text: constant(value), needs: [] };
  }

  #reference(reading: Reading, path: readonly (string | number)[]): Expression {
    const { policy, otherwise } = reading;
    const read = this.#read(reading, path);
    if (policy !== 'Optional') return read;
    if (otherwise === undefined) {
      throw new CompositionError(
        'COMPOSITION_REFERENCE_MISUSED',
        `${formatFieldPath(path)} may be left out, and a list is there as a whole or not at all`,
        'give optional() a second value that stands there until then, or leave it away',
      );
    }
    const until = this.#expression(otherwise, path);
    const has = read.needs.map((key) => `(hasKey $known ${quote(key)})`).join(' ');
    return {
      text: `ternary (${read.text}) (${until.text}) (and true ${has})`,
      needs: until.needs,
    };
  }

  #read(reading: Reading, path: readonly (string | number)[]): Expression {
    const parts = fieldsOf(reading);
    if (parts.some(({ environment }) => environment)) {
      throw new CompositionError(
        'COMPOSITION_REFERENCE_MISUSED',
        `${formatFieldPath(path)} puts a field of the environment beside others, and only a field of its own can hold it`,
        'give it a field of its own in the status',
      );
    }
    if ('path' in reading) {
      const key = this.flow.held(reading);
      return { text: `index $known ${quote(key)}`, needs: [key] };
    }
    const { transforms } = reading;
    if (transforms.length > 0) {
      throw new CompositionError(
        'COMPOSITION_REFERENCE_MISUSED',
        `${formatFieldPath(path)} transforms a text of several resources, which is known too late for that`,
        'transform its parts',
      );
    }
    const fmt = reading.parts.map((part) =>
      typeof part === 'string' ? part.replaceAll('%', '%%') : '%s',
    );
    const keys = parts.map((field) => this.flow.heldText(field));
    const values = keys.map((key) => `(index $known ${quote(key)})`);
    return { text: ['printf', quote(fmt.join('')), ...values].join(' '), needs: keys };
  }

  /** The function forgets what was said of the readiness of the XR, unless a template repeats it. */
  #readiness(): string {
    return [
      '{{- if eq (dig "composite" "ready" "" .desired) "READY_FALSE" }}',
      '---',
      ...this.#head(),
      'metadata: { annotations: { gotemplating.fn.crossplane.io/ready: "False" } }',
      '{{- end }}',
    ].join('\n');
  }

  #head(): readonly string[] {
    return [`apiVersion: ${this.type.apiVersion}`, `kind: ${this.type.kind}`];
  }
}

const KNOWN = `{{- $known := dig "apiextensions.crossplane.io/environment" "${OWN_KEYS.computed}" (dict) .context }}`;

function joined(
  call: string,
  items: readonly Expression[],
  before: (index: number) => string,
): Expression {
  return {
    text: [call, ...items.map(({ text }, i) => `${before(i)}(${text})`)].join(' '),
    needs: items.flatMap(({ needs }) => needs),
  };
}

function constant(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  return `fromJson ${quote(JSON.stringify(value))}`;
}
