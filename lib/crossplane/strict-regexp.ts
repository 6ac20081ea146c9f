import { within } from './failure';
import { compileRegexp } from './regexp';

/** A test for names: of the whole name, unless the expression itself has an anchor. */
export function strictRegexp(pattern: string): (name: string) => boolean {
  const anchored = pattern.startsWith('^') || pattern.endsWith('$');
  const compiled = within(`cannot compile regex ${pattern}`, () =>
    compileRegexp(anchored ? pattern : `^${pattern}$`),
  );
  return (name) => compiled.matcher(name).find();
}
