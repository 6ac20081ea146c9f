import { byName, STANDARD_TYPES, type Environment } from './environment';
import { addresses } from './functions/addresses';
import { conversions } from './functions/conversions';
import { lists, moreLists } from './functions/lists';
import { namedFormats } from './functions/named-formats';
import { crossComparisons, operators } from './functions/operators';
import { moreOptionals, optionals } from './functions/optionals';
import { quantities } from './functions/quantity';
import { find, regex } from './functions/regex';
import { semvers } from './functions/semver';
import { sets } from './functions/sets';
import { sizes } from './functions/sizes';
import { formats, strings, textTests } from './functions/strings';
import { time } from './functions/time';
import { urls } from './functions/urls';
import { MESSAGES } from './messages';
import { overloadsOf, type Library } from './signature';
import { opaque, type Type } from './types';

/**
 * Libraries, and the first minor release of Kubernetes 1 whose API server lets a new rule use them: the
 * one after that which brought them.
 */
const LIBRARIES: readonly (readonly [Library, number?])[] = [
  [operators],
  [crossComparisons, 29],
  [conversions],
  [sizes],
  [textTests],
  [strings],
  [formats, 30],
  [time],
  [regex],
  [find],
  [lists],
  [moreLists, 35],
  [optionals, 29],
  [moreOptionals, 33],
  [sets, 30],
  [quantities, 29],
  [addresses, 31],
  [urls],
  [semvers, 34],
  [namedFormats, 32],
];

/** The other types of its libraries have no name that an expression could say. */
const TYPES = ['net.IP', 'net.CIDR'];

const CONSTANTS = new Map([['google.protobuf.NullValue.NULL_VALUE', 0n]]);

let functions: Environment['functions'] | undefined;
let types: Environment['types'] | undefined;

/**
 * What the API server lets rules of a CRD name. Libraries are those of the newest release; their
 * functions are read once, when the first rule comes.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/cel/environment/base.go
 */
export function kubernetesEnvironment(variables: Readonly<Record<string, Type>>): Environment {
  functions ??= byName(LIBRARIES.flatMap(([library, since]) => overloadsOf(library, since)));
  types ??= new Map([...STANDARD_TYPES, ...TYPES.map((name) => [name, opaque(name)] as const)]);
  return { variables, functions, types, messages: MESSAGES, constants: CONSTANTS };
}
