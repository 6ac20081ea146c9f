import type { FunctionSet } from '../functions';
import { defaults } from './defaults';
import { dicts } from './dicts';
import { certificates } from './certificates';
import { dates } from './dates';
import { encoding } from './encoding';
import { lists } from './lists';
import { math } from './math';
import { passwords } from './passwords';
import { paths } from './paths';
import { random } from './random';
import { regex } from './regex';
import { strings } from './strings';
import { urls } from './urls';
import { versions } from './versions';

/**
 * sprig 3.3.0, without the three functions that Argo CD takes out: env, expandenv, getHostByName.
 *
 * @see https://masterminds.github.io/sprig/
 */
export const sprig: FunctionSet = {
  name: 'sprig',
  functions: {
    ...strings,
    ...math,
    ...lists,
    ...dicts,
    ...defaults,
    ...encoding,
    ...paths,
    ...regex,
    ...dates,
    ...versions,
    ...urls,
    ...random,
    ...passwords,
    ...certificates,
  },
};
