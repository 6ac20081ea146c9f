import type { EnvironmentFacts } from './environment-facts';
import { CompositionError } from './errors';
import { formatFieldPath } from './field-path';
import {
  combinable,
  constantField,
  fieldsOf,
  onlyField,
  patch,
  textOf,
  type Patch,
} from './patches';
import type { FieldReading, FormatReading, Reading } from './reference';

type Path = readonly (string | number)[];

/** Keys of the environment that hold what this composition puts there itself. */
export const OWN_KEYS = { composed: '_composed', computed: '_computed' } as const;

/**
 * Leads values to where they are needed. What a patch cannot carry at once takes a way over the
 * environment, which is there while the pipeline runs: a field of one composed resource to another
 * that comes after it, and the parts of a text that are of several origins, or transformed.
 */
export class Flow {
  /** The environment that is read, if any. */
  environment: EnvironmentFacts | undefined;
  /** Which resource waits for a field of which other: `[read, reader]`. */
  readonly reads: (readonly [string, string])[] = [];
  readonly #fromComposite = new Map<string, Patch>();
  readonly #toComposite: Patch[] = [];
  readonly #toEnvironment = new Map<string, Map<string, Patch>>();
  readonly #computed = new Map<string, string>();

  constructor(readonly where: string) {}

  /** The patch that writes what `reading` reads to `to` of composed resource `resource`. */
  intoComposed(reading: Reading, to: Path, isRequired: boolean, resource: string): Patch {
    const field = onlyField(reading);
    const parts = field ? [field] : fieldsOf(reading);
    for (const part of parts) {
      this.#note(part);
      if (part.resource !== undefined) this.reads.push([part.resource, resource]);
    }
    if (field) {
      if (field.resource === undefined) return patch(directionFrom(field), field, to, isRequired);
      return patch('FromEnvironment', this.#mirrored(field), to, isRequired);
    }
    const format = reading as FormatReading;
    const [origin, ...others] = new Set(parts.map(originOf));
    if (origin !== 'composed' && others.length === 0 && parts.every(combinable)) {
      if (origin === 'composite') return patch('FromComposite', format, to, isRequired);
    }
    return patch('FromEnvironment', this.#overEnvironment(format), to, isRequired);
  }

  /** Writes what is no field of a composed resource to the status. */
  intoStatus(reading: Reading, to: Path): void {
    const field = onlyField(reading);
    const parts = field ? [field] : fieldsOf(reading);
    parts.forEach((part) => this.#note(part));
    const read = field
      ? field.environment
        ? field
        : this.#computedField(field, field.transforms)
      : this.#overEnvironment(reading as FormatReading);
    this.#toComposite.push(patch('ToComposite', read, to, false));
  }

  /** Writes a value that is known now, through a field that every composite has. */
  constantIntoStatus(value: unknown, to: Path): void {
    const read = constantField(value);
    const held = this.#computedField(read, read.transforms, to);
    this.#toComposite.push(patch('ToComposite', held, to, false));
  }

  /** The key below `_computed` of the environment that holds the field once the patches have run. */
  held(field: FieldReading): string {
    const { path } = this.#computedField(field, field.transforms);
    return String(path.at(-1));
  }

  /** The same for the field as text. */
  heldText(field: FieldReading): string {
    return this.held({ ...field, transforms: textOf(field) });
  }

  /** What `resource` gives to others. */
  toEnvironment(resource: string): readonly Patch[] {
    return [...(this.#toEnvironment.get(resource)?.values() ?? [])];
  }

  /** What goes over the environment before any resource is composed. */
  environmentPatches(): readonly Patch[] {
    return [...this.#fromComposite.values(), ...this.#toComposite];
  }

  #note({ environment }: FieldReading): void {
    if (environment === undefined) return;
    this.environment ??= environment;
    if (this.environment === environment) return;
    throw new CompositionError(
      'COMPOSITION_INVALID',
      `${this.where} reads two environments, and a pipeline has one`,
      'declare one environment() with all fields, and give it all of their sources',
    );
  }

  /** The same field in the environment, before its transforms. */
  #mirrored(field: FieldReading): FieldReading {
    const { resource = '', path } = field;
    const mirror = [OWN_KEYS.composed, resource, ...path];
    this.#put(resource, { ...field, transforms: [] }, mirror);
    return { path: mirror, schema: field.schema, transforms: field.transforms, isSettled: true };
  }

  /** A format of the same text, all of whose parts are in the environment. */
  #overEnvironment({ parts, transforms }: FormatReading): FormatReading {
    return {
      transforms,
      parts: parts.map((part) => {
        if (typeof part === 'string') return part;
        if (part.environment) return this.#settled(part);
        if (part.resource !== undefined && combinable(part)) return this.#mirrored(part);
        return this.#computedField(part, textOf(part));
      }),
    };
  }

  /** A field of the environment, into which something has been written before if that matters. */
  #settled(field: FieldReading): FieldReading {
    if (field.schema?.type !== 'integer') return field;
    this.#computedField({ path: NAME, transforms: [] }, []);
    return { ...field, isSettled: true };
  }

  /** A field of the environment that holds the field after `transforms`. */
  #computedField(
    field: FieldReading,
    transforms: FieldReading['transforms'],
    named: Path = field.path,
  ): FieldReading {
    const { resource, path } = field;
    const identity = JSON.stringify([resource, path, transforms]);
    const name = this.#computed.get(identity) ?? this.#newName(named);
    this.#computed.set(identity, name);
    const to = [OWN_KEYS.computed, name];
    const read = { ...field, transforms };
    if (resource !== undefined) this.#put(resource, read, to);
    else this.#fromComposite.set(name, patch('FromComposite', read, to, false));
    return { path: to, schema: { type: 'string' }, transforms: [] };
  }

  #newName(path: Path): string {
    const last = path.findLast((part) => typeof part === 'string') ?? 'value';
    const name = String(last).replace(/[^A-Za-z0-9_-]/g, '-');
    const taken = new Set(this.#computed.values());
    let free = name;
    for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
    return free;
  }

  #put(resource: string, field: FieldReading, to: Path): void {
    const patches = this.#toEnvironment.get(resource) ?? new Map<string, Patch>();
    this.#toEnvironment.set(resource, patches);
    patches.set(formatFieldPath(to), patch('ToEnvironment', field, to, false));
  }
}

/** What every composite has. */
const NAME: Path = ['metadata', 'name'];

function originOf({ resource, environment }: FieldReading) {
  if (resource !== undefined) return 'composed';
  return environment === undefined ? 'composite' : 'environment';
}

function directionFrom({ environment }: FieldReading) {
  return environment === undefined ? 'FromComposite' : 'FromEnvironment';
}
