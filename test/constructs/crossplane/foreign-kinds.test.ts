import type { ApiObject } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { format, type ComposableKind } from '../../../constructs/crossplane';
import { templates } from './support';

interface WidgetProps {
  readonly spec: { readonly size: number; readonly name: string };
}
interface WidgetStatus {
  readonly address?: string;
  readonly ports?: { readonly http?: number };
}

/** A generated class of a kind that our facts do not know. */
const Widget = {
  GVK: { apiVersion: 'acme.io/v1', kind: 'Widget' },
} as unknown as ComposableKind<WidgetProps, WidgetStatus> &
  (new (scope: Construct, id: string, props: WidgetProps) => ApiObject);

test('composes kinds of cdk8s-plus, typed as plus has them', () => {
  const [template] = templates((xr, add) => {
    add('settings', k8s.KubeConfigMap, { data: { region: xr.spec.region, fixed: 'x' } });
    // @ts-expect-error a number is no text
    add('wrong', k8s.KubeConfigMap, { data: { region: xr.spec.storageGB } });
    return {};
  });
  expect(template?.base).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', data: { fixed: 'x' } });
  expect(template?.patches).toEqual([
    {
      type: 'FromCompositeFieldPath',
      fromFieldPath: 'spec.region',
      toFieldPath: 'data.region',
    },
  ]);
});

test('reads the status of a kind that nobody knows by its type alone', () => {
  const [template] = templates((xr, add) => {
    const widget = add('widget', Widget, {
      spec: { size: xr.spec.storageGB, name: xr.metadata.name },
    });
    // @ts-expect-error misspelt status field
    void widget.status.adress;
    const { address, ports } = widget.status;
    return { status: { endpoint: address.toLower(), port: ports.http } };
  });
  expect(template?.patches?.slice(2)).toEqual([
    {
      type: 'ToCompositeFieldPath',
      fromFieldPath: 'status.address',
      toFieldPath: 'status.endpoint',
      transforms: [{ type: 'string', string: { type: 'Convert', convert: 'ToLower' } }],
    },
    {
      type: 'ToCompositeFieldPath',
      fromFieldPath: 'status.ports.http',
      toFieldPath: 'status.port',
    },
  ]);
});

test('prints fields whose type nobody knows as one alone is printed', () => {
  const [template] = templates((_, add) => {
    const { address, ports } = add('widget', Widget, { spec: { size: 1, name: 'x' } }).status;
    return { status: { endpoint: format`${address}:${ports.http}` } };
  });
  const transforms = [{ type: 'convert', convert: { toType: 'string' } }];
  expect(template?.patches).toEqual([
    {
      type: 'ToEnvironmentFieldPath',
      fromFieldPath: 'status.address',
      toFieldPath: '_computed.address',
      transforms,
    },
    {
      type: 'ToEnvironmentFieldPath',
      fromFieldPath: 'status.ports.http',
      toFieldPath: '_computed.http',
      transforms,
    },
  ]);
});
