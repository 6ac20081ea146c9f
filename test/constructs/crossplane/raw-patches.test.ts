import { App, Chart } from 'cdk8s';
import {
  Composition,
  compositeResource,
  Type,
  type RawPatch,
} from '../../../constructs/crossplane';
import * as rds from '../../../imports/aws/rds';
import { valueAt } from '../../../lib/core';
import { renderComposite } from '../../../lib/testing';

const Settings = compositeResource({
  group: 'acme.io',
  kind: 'Settings',
  plural: 'settings',
  scope: 'Namespaced',
  versions: { v1: { spec: Type.Object({ value: Type.String(), name: Type.String() }) } },
});
const chart = new Chart(new App({ outdir: 'unused' }), 'raw');
const xr = new Settings.v1(chart, 'xr', {
  metadata: { namespace: 'team' },
  spec: { value: 'v', name: 'n' },
});
let n = 0;

/** A parameter group whose name is referred to and written over, with two parameters. */
function composition(...patches: readonly unknown[]): Composition {
  return new Composition(chart, `case-${n++}`, {
    composite: Settings.v1,
    compose({ spec }, add) {
      const parameter = [
        { name: 'a', value: '' },
        { name: 'b', value: '' },
      ];
      const forProvider = { region: 'eu-west-1', family: 'f', description: spec.name, parameter };
      const options = { patches: patches as readonly RawPatch[] };
      add('group', rds.ParameterGroup, { spec: { forProvider } }, options);
      return {};
    },
  });
}

const rendered = (...patches: readonly unknown[]) => {
  const { composed, events } = renderComposite(composition(...patches), xr);
  expect(events.filter((event) => event.startsWith('Warning'))).toEqual([]);
  return valueAt(composed[0], '/spec/forProvider') as Readonly<Record<string, unknown>>;
};

describe('raw patches', () => {
  it('write every element that a wildcard stands for', () => {
    const to = 'spec.forProvider.parameter[*].value';
    expect(rendered({ fromFieldPath: 'spec.value', toFieldPath: to })['parameter']).toEqual([
      { name: 'a', value: 'v' },
      { name: 'b', value: 'v' },
    ]);
  });

  it('come behind those that references make, in their order', () => {
    const toFieldPath = 'spec.forProvider.description';
    const combine = {
      strategy: 'string',
      variables: [{ fromFieldPath: 'spec.name' }, { fromFieldPath: 'spec.value' }],
      string: { fmt: '%s-%s' },
    };
    expect(rendered({ fromFieldPath: 'spec.value', toFieldPath })['description']).toBe('v');
    expect(
      rendered(
        { type: 'CombineFromComposite', combine, toFieldPath },
        {
          type: 'FromCompositeFieldPath',
          fromFieldPath: 'spec.absent',
          toFieldPath,
          transforms: [{ type: 'string', string: { type: 'Format', fmt: '%s' } }],
        },
      )['description'],
    ).toBe('n-v');
  });

  const to = { toFieldPath: 'spec.forProvider.family' };
  it.each([
    [{ ...to, fromFieldPaht: 'spec.value' }, "has no field 'fromFieldPaht'"],
    [{ ...to }, 'fromFieldPath: Required value'],
    [{ ...to, type: 'FromClaim', fromFieldPath: 'a' }, 'unknown patch type'],
    [{ type: 'PatchSet', patchSetName: 'a' }, 'no patch set is named here'],
    [{ ...to, fromFieldPath: 'spec[' }, "unterminated '['"],
    [{ fromFieldPath: 'spec.a', toFieldPath: 'spec[' }, "unterminated '['"],
    [{ ...to, fromFieldPath: 'spec.a[*]' }, 'spec.a[*] has a wildcard'],
    [
      {
        type: 'CombineFromComposite',
        toFieldPath: 'spec.a[*].b',
        combine: { strategy: 'string', variables: [{ fromFieldPath: 'a' }], string: { fmt: '' } },
      },
      'spec.a[*].b has a wildcard',
    ],
    [
      {
        type: 'CombineFromComposite',
        toFieldPath: 'spec.a',
        combine: {
          strategy: 'string',
          variables: [{ fromFieldPath: 'a[*]' }],
          string: { fmt: '' },
        },
      },
      'a[*] has a wildcard',
    ],
    [{ ...to, fromFieldPath: 'a', transforms: [{ type: 'math', math: {} }] }, 'math'],
    [
      {
        ...to,
        fromFieldPath: 'a',
        transforms: [{ type: 'string', string: { type: 'Regexp', regexp: { match: '(' } } }],
      },
      'invalid regexp',
    ],
    [
      { ...to, fromFieldPath: 'a', policy: { fromFieldPath: 'Maybe' } },
      'unknown fromFieldPathPolicy',
    ],
  ])('are refused with their place: %j', (patch, fault) => {
    const run = () => composition({ fromFieldPath: 'spec.value', ...to }, patch);
    expect(run).toThrow('raw/case');
    expect(run).toThrow("patch 1 of resource 'group' is refused by function-patch-and-transform");
    expect(run).toThrow(fault);
  });
});
