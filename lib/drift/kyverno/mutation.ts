import type { Manifest, Pointer } from '../../core';
import type { Overwritten } from './merge-patch';

/** What one policy overwrites in one object. */
export interface Mutation extends Overwritten {
  readonly at: Manifest;
  /** By the background controller, which owns what it writes; else by a webhook, on every apply. */
  readonly inBackground: boolean;
  /** Whether it depends on more than the object, so that nobody here can tell. */
  readonly maybe: boolean;
}

/** A part of a policy whose fields nobody here can tell. */
export interface Unread {
  readonly at: Manifest;
  readonly pointer: Pointer;
  /** `its containers come from a function that is not evaluated here` */
  readonly reason: string;
}

/** Where workloads have the template of their Pods: rules for Pods are applied there too. */
export const CONTROLLERS: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  '/ReplicationController': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};
