import { valueAt, type Manifest } from '../../lib/core';
import { valuesOf } from './known-text';

/** The parts of an Application's spec that its project must allow. */
export interface PartialSpec {
  readonly sources: readonly string[];
  readonly destination: {
    readonly server?: string;
    readonly name?: string;
    readonly namespace?: string;
  };
  readonly syncOptions: readonly string[];
  /** What a text may be when Argo CD has filled it in; `wildcard` for what synth cannot know. */
  readonly text: (value: string, wildcard: string) => readonly string[];
}

/**
 * The specs that a manifest deploys: the Application's, or the template's of an ApplicationSet with
 * each generator's own template laid over it. Other kinds have none.
 */
export function specsOf(manifest: Manifest): PartialSpec[] {
  if (manifest.kind === 'Application') {
    return [partial(manifest['spec'], (value) => [value])];
  }
  if (manifest.kind !== 'ApplicationSet') return [];
  const base = valueAt(manifest, '/spec/template/spec');
  const generators = valueAt(manifest, '/spec/generators');
  const overrides = overridesIn(generators);
  const text = (value: string, wildcard: string) =>
    valuesOf(value, generators) ?? [pattern(value, wildcard)];
  return [base, ...overrides.map((override) => ({ ...record(base), ...record(override) }))].map(
    (spec) => partial(spec, text),
  );
}

function partial(spec: unknown, text: PartialSpec['text']): PartialSpec {
  const { source, sources, sourceHydrator, destination } = record(spec);
  const { drySource, syncSource } = record(sourceHydrator);
  const all = [source, ...(Array.isArray(sources) ? sources : []), drySource, syncSource];
  const options = valueAt(spec, '/syncPolicy/syncOptions');
  return {
    sources: all.flatMap((one) => string(record(one)['repoURL']) ?? []),
    destination: {
      server: string(record(destination)['server']),
      name: string(record(destination)['name']),
      namespace: string(record(destination)['namespace']),
    },
    syncOptions: Array.isArray(options) ? options : [],
    text,
  };
}

/** `team-{{ .name }}` is `team-*`. */
function pattern(value: string, wildcard: string): string {
  return value.replace(/\{\{(?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^])*?\}\}/g, wildcard);
}

/** The specs of templates anywhere in the generators. */
function overridesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(overridesIn);
  return Object.entries(record(value)).flatMap(([key, field]) => {
    if (key === 'elements' || key === 'values') return [];
    const spec = key === 'template' ? record(field)['spec'] : undefined;
    return spec === undefined ? overridesIn(field) : [spec];
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
