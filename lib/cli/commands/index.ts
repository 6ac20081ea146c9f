import type { Command } from '../command';
import { announce } from './announce';
import { attest } from './attest';
import { copy } from './copy';
import { diff } from './diff';
import { drift } from './drift';
import { generateKeyPair } from './generate-key-pair';
import { importDefinitions } from './import';
import { init } from './init';
import { lint } from './lint';
import { list } from './list';
import { login } from './login';
import { logout } from './logout';
import { pack } from './pack';
import { plan } from './plan';
import { preview } from './preview';
import { promote } from './promote';
import { publish } from './publish';
import { pull } from './pull';
import { push } from './push';
import { render } from './render';
import { resolve } from './resolve';
import { rm } from './rm';
import { serve } from './serve';
import { sign } from './sign';
import { synth } from './synth';
import { tag } from './tag';
import { tree } from './tree';
import { validate } from './validate';
import { verify } from './verify';
import { why } from './why';

/** The verbs, in the order that help shows them. */
export const commands: readonly Command[] = [
  init,
  synth,
  lint,
  drift,
  preview,
  render,
  plan,
  why,
  pack,
  validate,
  push,
  publish,
  promote,
  announce,
  pull,
  list,
  resolve,
  tag,
  copy,
  diff,
  tree,
  sign,
  verify,
  attest,
  generateKeyPair,
  login,
  logout,
  rm,
  serve,
  importDefinitions,
];
