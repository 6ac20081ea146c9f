import type { IConstruct } from 'constructs';
import type { Disk } from '../../lib/core';
import type { Releases } from '../../lib/releases';
import type { Targets } from '../targets';

/** What the constructs of one app share. Made by PlatformApp and accelerate(app). */
export interface Program {
  readonly disk: Disk;
  /** What `releases.yaml` says; every ring is `head` where there is none. */
  readonly releases: Releases;
  /** Default none: the newest whose facts are shipped. */
  readonly targets?: Targets;
  /** Keys of maps in alphabetical order; false with `CDK8S_DISABLE_SORT`. */
  readonly sortKeys: boolean;
}

const programs = new WeakMap<IConstruct, Program>();

/** `undefined` below a plain cdk8s App. */
export function programOf(construct: IConstruct): Program | undefined {
  return programs.get(construct.node.root);
}

export function attachProgram(app: IConstruct, program: Program): void {
  programs.set(app, program);
}
