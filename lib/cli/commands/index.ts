import type { Command } from '../command';
import { announce } from './announce';
import { drift } from './drift';
import { importDefinitions } from './import';
import { lint } from './lint';
import { pack } from './pack';
import { plan } from './plan';
import { preview } from './preview';
import { promote } from './promote';
import { publish } from './publish';
import { pull } from './pull';
import { push } from './push';
import { render } from './render';
import { synth } from './synth';
import { why } from './why';

/** The verbs, in the order that help shows them. */
export const commands: readonly Command[] = [
  synth,
  lint,
  drift,
  preview,
  render,
  plan,
  why,
  pack,
  push,
  publish,
  promote,
  announce,
  pull,
  importDefinitions,
];
