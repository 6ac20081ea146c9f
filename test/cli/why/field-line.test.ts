import * as ts from 'typescript';
import type { Manifest } from '../../../lib/core';
import { linesOf } from '../../../lib/cli/why/field-line';
import { Syntax } from '../../../lib/cli/why/syntax';
import type { TracedObject } from '../../../lib/cli/why/traced-object';
import { memoryWorld } from '../../support/memory-world';

interface Case {
  readonly program: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly pointer: string;
  readonly value: unknown;
  /** Of the field below `pointer` that is asked for. */
  readonly below?: string;
  readonly writes?: readonly string[];
}

/** A manifest that has one value at a pointer. */
function holding(pointer: string, value: unknown): Manifest {
  const object = { apiVersion: 'v1', kind: 'A', metadata: { name: 'web' } };
  const tokens = pointer.split('/').slice(1);
  let at: Record<string, unknown> = object;
  tokens.forEach((token, i) => {
    const next = /^\d+$/.test(tokens[i + 1] ?? '') ? [] : {};
    at = (at[token] = i + 1 === tokens.length ? value : (at[token] ?? next)) as typeof at;
  });
  return object as Manifest;
}

/**
 * The lines that are found, as `file:line role`. In the program `«1»` marks the innermost call, `«2»`
 * the one around it, `«w»` a later write, `«c»` that of the chart.
 */
function find({ program, others = {}, pointer, below = '', value, writes = [] }: Case): string[] {
  const marks = new Map<string, string>();
  const text = program
    .trim()
    .split('\n')
    .map((line, i) => {
      let left = line.trim();
      for (let at = left.search(/«\w»/); at >= 0; at = left.search(/«\w»/)) {
        marks.set(left[at + 1] ?? '', `main.ts:${i + 1}:${at + 1}`);
        left = left.slice(0, at) + left.slice(at + 3);
      }
      return left;
    })
    .join('\n');
  const place = (mark: string) => (marks.has(mark) ? [marks.get(mark) ?? ''] : []);
  const traced: TracedObject = {
    apiVersion: 'v1',
    kind: 'A',
    name: 'web',
    path: 'x',
    places: [...place('1'), ...place('2')],
    chart: place('c'),
    writes: writes.map((one) => ({ pointer: one, places: place('w') })),
  };
  const syntax = new Syntax(ts, memoryWorld({ 'main.ts': text, ...others }));
  return linesOf(traced, holding(pointer, value), pointer + below, syntax).map(
    ({ place: at, role }) => `${at.replace(/:\d+$/, '')} ${role}`,
  );
}

describe('the line that wrote a field', () => {
  test.each<[string, Case, string[]]>([
    [
      'is that of the property, where the pointer leads',
      {
        program: `«1»new ApiObject(chart, 'web', {
          kind: 'A',
          spec: {
            replicas: 3,
          },
        });`,
        pointer: '/spec/replicas',
        value: 3,
      },
      ['main.ts:4 field'],
    ],
    [
      'is in a list by its index',
      {
        program: `«1»new ApiObject(chart, 'web', { spec: { ports: [
          { port: 80 },
          { port: 443 },
        ] } });`,
        pointer: '/spec/ports/1/port',
        value: 443,
      },
      ['main.ts:3 field'],
    ],
    [
      'is in props that are the spec',
      {
        program: `«1»new ApplicationSet(hub, 'a', {
          template: (p) => ({
            spec: {
              project: 'shop',
            },
          }),
        });`,
        pointer: '/spec/template/spec/project',
        value: 'shop',
      },
      ['main.ts:4 field'],
    ],
    [
      'is a prop of the field’s name',
      {
        program: `«1»new WebService(this, 'web', {
          image: 'web:1',
        });`,
        pointer: '/spec/template/spec/containers/0/image',
        value: 'web:1',
      },
      ['main.ts:2 field'],
    ],
    [
      'is no prop of that name with another value',
      {
        program: `«1»new WebService(this, 'web', {
          image: 'other:1',
        });`,
        pointer: '/spec/template/spec/containers/0/image',
        value: 'web:1',
      },
      ['main.ts:1 nearest'],
    ],
    [
      'is no prop with a name that stands everywhere, if only a run tells its value',
      {
        program: `«1»new WebService(this, 'web', {
          name: name(),
        });`,
        pointer: '/spec/template/spec/containers/0/name',
        value: 'web',
      },
      ['main.ts:1 nearest'],
    ],
    [
      'is the use of a constant, whose own line follows',
      {
        program: `const replicas = 3;
        «1»new ApiObject(chart, 'web', { spec: {
          replicas,
        } });`,
        pointer: '/spec/replicas',
        value: 3,
      },
      ['main.ts:3 field', 'main.ts:1 value'],
    ],
    [
      'is in a constant that is spread',
      {
        program: `const common = {
          replicas: 3,
        };
        «1»new ApiObject(chart, 'web', { spec: { ...common, paused: true } });`,
        pointer: '/spec/replicas',
        value: 3,
      },
      ['main.ts:2 field'],
    ],
    [
      'is behind the spread that it overrides',
      {
        program: `const common = { replicas: 3 };
        «1»new ApiObject(chart, 'web', { spec: {
          ...common,
          replicas: 4,
        } });`,
        pointer: '/spec/replicas',
        value: 4,
      },
      ['main.ts:4 field'],
    ],
    [
      'is the spread of a call that only a run knows',
      {
        program: `«1»new ApiObject(chart, 'web', { spec: {
          ...core.source(),
          paused: true,
        } });`,
        pointer: '/spec/path',
        value: 'x',
      },
      ['main.ts:2 nearest'],
    ],
    [
      'is in the branch that says the value',
      {
        program: `«1»new ApiObject(chart, 'web', { spec: big
          ? { replicas: 9 }
          : { replicas: 1 } });`,
        pointer: '/spec/replicas',
        value: 1,
      },
      ['main.ts:3 field'],
    ],
    [
      'is in what a local function returns',
      {
        program: `function spec() {
          return {
            replicas: 3,
          };
        }
        «1»new ApiObject(chart, 'web', { spec: spec() });`,
        pointer: '/spec/replicas',
        value: 3,
      },
      ['main.ts:3 field'],
    ],
    [
      'is in what Lazy produces',
      {
        program: `«1»new ApiObject(chart, 'web', { spec: Lazy.any({
          produce: () => ({
            replicas: 3,
          }),
        }) });`,
        pointer: '/spec/replicas',
        value: 3,
      },
      ['main.ts:3 field'],
    ],
    [
      'is in a constant of another file',
      {
        program: `import { spec as shared } from './shared';
        «1»new ApiObject(chart, 'web', { spec: shared });`,
        others: { 'shared.ts': 'export const spec = {\n  replicas: 3,\n};' },
        pointer: '/spec/replicas',
        value: 3,
      },
      ['shared.ts:2 field'],
    ],
    [
      'is that of a parameter, then that of the caller',
      {
        program: `class Web { constructor(scope, { replicas }) {
          «1»new ApiObject(scope, 'web', { spec: {
            replicas,
          } });
        } }
        «2»new Web(chart, {
          replicas: 3,
        });`,
        pointer: '/spec/replicas',
        value: 3,
      },
      ['main.ts:3 field', 'main.ts:7 value'],
    ],
    [
      'is a variable that a map names',
      {
        program: `«1»new WebService(this, 'web', { env: {
          MODE: 'fast',
        } });`,
        pointer: '/spec/containers/0/env/0',
        below: '/value',
        value: { name: 'MODE', value: 'fast' },
      },
      ['main.ts:2 field'],
    ],
    [
      'is that of the chart, for a namespace',
      {
        program: `«c»super(scope, 'web', {
          namespace: 'shop',
        });
        «1»new ApiObject(this, 'web', {});`,
        pointer: '/metadata/namespace',
        value: 'shop',
      },
      ['main.ts:2 field'],
    ],
    [
      'is the patch that came later',
      {
        program: `«1»new ApiObject(this, 'web', { spec: { replicas: 3 } });
        web.«w»addJsonPatch(
          JsonPatch.replace('/spec/replicas', 4),
        );`,
        pointer: '/spec/replicas',
        value: 4,
        writes: ['/spec/replicas'],
      },
      ['main.ts:3 field'],
    ],
    [
      'is the label that came later',
      {
        program: `«1»new ApiObject(this, 'web', {});
        web.metadata.«w»addLabel('team', 'core');`,
        pointer: '/metadata/labels/team',
        value: 'core',
        writes: ['/metadata/labels/team'],
      },
      ['main.ts:2 field'],
    ],
    [
      'is the call whose construct patched it, as the nearest',
      {
        program: `«1»«w»new WebService(this, 'web', {});`,
        pointer: '/spec/replicas',
        value: 4,
        writes: ['/spec'],
      },
      ['main.ts:1 nearest'],
    ],
    [
      'is the object’s, as the nearest, for a field that is not written',
      {
        program: `«1»new ApiObject(this, 'web', { spec: { paused: true } });`,
        pointer: '/spec/replicas',
        value: undefined,
      },
      ['main.ts:1 nearest'],
    ],
  ])('%s', (_, given, expected) => {
    expect(find(given)).toEqual(expected);
  });

  test('is the object’s, as the nearest, without a compiler', () => {
    const traced = {
      apiVersion: 'v1',
      kind: 'A',
      name: 'web',
      path: 'x',
      places: ['main.ts:3:1'],
      writes: [],
    };
    expect(linesOf(traced, holding('/spec/a', 1), '/spec/a', undefined)).toEqual([
      { place: 'main.ts:3:1', role: 'nearest' },
    ]);
  });

  test('never loops on constants that name each other', () => {
    const program = `const a = b; const b = a; «1»new ApiObject(this, 'web', { spec: a });`;
    expect(find({ program, pointer: '/spec/x', value: 1 })).toEqual(['main.ts:1 nearest']);
  });
});
