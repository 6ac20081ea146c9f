import { ApiObject, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { valueAt, type Manifest } from '../../lib/core';
import { withSynthesis } from '../artifact/synthesis';
import type { Deployable } from '../deployable';
import { deriveProject, type ProjectUse } from './derive-project';

/** What the Applications below a hub that name its project use: sources, destinations, kinds. */
export function derivedProject(
  hub: Chart,
  servers?: readonly string[],
): ReturnType<typeof deriveProject> {
  const uses = hub.node.findAll().flatMap((construct) => useOf(construct, hub.node.id));
  return deriveProject(uses, { ...(servers && { servers }) });
}

function useOf(construct: IConstruct, project: string): ProjectUse[] {
  if (!ApiObject.isApiObject(construct)) return [];
  const { apiVersion, kind } = construct;
  if (!apiVersion.startsWith('argoproj.io/')) return [];
  if (kind !== 'Application' && kind !== 'ApplicationSet') return [];
  const manifest = withSynthesis(construct, (pass) => pass.manifestOf(construct)) as Manifest;
  const at = kind === 'Application' ? '/spec/project' : '/spec/template/spec/project';
  if (valueAt(manifest, at) !== project) return [];
  const { deployables } = construct as { readonly deployables?: readonly Deployable[] };
  return [{ manifest, deployables }];
}
