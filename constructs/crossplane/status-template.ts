import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import { OWN_KEYS, type Flow } from './flow';
import { fieldsOf } from './patches';
import { isReference, READS, type Reading } from './reference';

/** What a template needs before it writes a value, and the expression that gives it. */
interface Expression {
  readonly text: string;
  readonly needs: readonly string[];
}

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
    const { text, needs } = this.#expression(value, path);
    const [field = '', ...outer] = path.slice(1).reverse();
    const nested = outer.reduce(
      (inner, key) => `dict ${quote(key)} (${inner})`,
      `dict ${quote(field)} (${text})`,
    );
    const isKnown = [...new Set(needs)].map((key) => `(hasKey $known ${quote(key)})`);
    const document = [...this.#head(), `status: {{ ${nested} | toJson }}`];
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

/** As a string of a template: JSON's escapes are Go's, but for what JSON may write as it is. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
