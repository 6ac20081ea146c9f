import { Failure } from '../failure';
import type { ComposedTemplate, Patch, Resources } from './input';
import { typeOf } from './patch-type';

/** The templates, their patch sets replaced by what is in them. */
export function resolvePatchSets(input: Resources): readonly ComposedTemplate[] {
  const sets = new Map<string | undefined, readonly Patch[]>();
  for (const { name, patches = [] } of input.patchSets ?? []) sets.set(name, patches);
  return (input.resources ?? []).map((template) => ({
    ...template,
    patches: template.patches?.flatMap((patch) => {
      if (typeOf(patch) !== 'PatchSet') return patch;
      const found = sets.get(patch.patchSetName);
      if (found) return found;
      throw new Failure(`cannot find PatchSet by name ${patch.patchSetName ?? ''}`);
    }),
  }));
}
