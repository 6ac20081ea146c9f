import { byName, STANDARD_TYPES, type Environment } from './environment';
import { conversions } from './functions/conversions';
import { operators } from './functions/operators';
import { regex } from './functions/regex';
import { sizes } from './functions/sizes';
import { textTests } from './functions/strings';
import { time } from './functions/time';
import { overloadsOf } from './signature';
import type { Type } from './types';

let functions: Environment['functions'] | undefined;

/** CEL as it comes, without extensions. */
export function standardEnvironment(
  variables: Readonly<Record<string, Type>>,
  constants?: ReadonlyMap<string, bigint>,
): Environment {
  const libraries = [operators, conversions, sizes, textTests, time, regex];
  functions ??= byName(libraries.flatMap((library) => overloadsOf(library)));
  return {
    variables,
    functions,
    types: STANDARD_TYPES,
    isStandard: true,
    ...(constants && { constants }),
  };
}
