import type { Pointer } from '../../core';
import { Failure } from '../failure';
import type { Fact } from '../fact';
import { placeIn } from './place-in';
import { isObject, type JsonObject } from '../json';
import {
  RESOURCES,
  type ComposedTemplate,
  type Patch,
  type PatchSet,
  type Resources,
} from '../patch-and-transform/input';
import { isCombine, typeOf } from '../patch-and-transform/patch-type';
import { validateResources } from '../patch-and-transform/validate';
import { validateTransform } from '../patch-and-transform/validate-transform';
import { decodeInput } from '../shape';

/** A patch with the place where it is written: of a patch set's, that is the set. */
export interface PlacedPatch {
  readonly patch: Patch;
  readonly pointer: Pointer;
}

/** A template whose patch sets are replaced by what is in them. */
export interface PlacedTemplate {
  readonly template: ComposedTemplate;
  readonly pointer: Pointer;
  readonly patches: readonly PlacedPatch[];
}

export interface PlacedInput {
  readonly templates: readonly PlacedTemplate[];
  readonly environment: readonly PlacedPatch[];
  readonly secret?: NonNullable<Resources['writeConnectionSecretToRef']>;
}

/**
 * Reads the input of function-patch-and-transform part by part, so that one fault does not hide the
 * others: parts that the function would refuse are told and left out.
 *
 * @param at Where the input is in the composition.
 * @param native Whether it is the spec of a Composition without a pipeline.
 */
export function readPlaced(
  input: JsonObject,
  at: Pointer,
  report: (fact: Fact) => void,
  native = false,
): PlacedInput {
  const part = new Parts(input, at, report, native ? 'Crossplane 1' : 'the function');
  const sets = part.patchSets();
  const templates = part.templates(sets);
  const environment = part.environment();
  const secret = native ? undefined : part.rest();
  return { templates, environment, ...(secret && { secret }) };
}

class Parts {
  constructor(
    readonly input: JsonObject,
    readonly at: Pointer,
    readonly report: (fact: Fact) => void,
    /** Who refuses what is wrong. */
    readonly by: string,
  ) {}

  patchSets(): ReadonlyMap<string, readonly PlacedPatch[]> {
    const sets = new Map<string, readonly PlacedPatch[]>();
    for (const [i, given] of this.#list('patchSets').entries()) {
      const place = `${this.at}/patchSets/${i}`;
      const set = this.#read<PatchSet>(
        { patchSets: [given], resources: [{ name: 'any' }] },
        place,
        ({ patchSets }) => patchSets?.[0],
      );
      if (set) sets.set(set.name ?? '', placed(set.patches, place));
    }
    return sets;
  }

  templates(sets: ReadonlyMap<string, readonly PlacedPatch[]>): readonly PlacedTemplate[] {
    const names = new Set<string>();
    return this.#list('resources').flatMap((given, i) => {
      const pointer = `${this.at}/resources/${i}`;
      const template = this.#read<ComposedTemplate>(
        { resources: [given] },
        pointer,
        ({ resources }) => resources?.[0],
      );
      if (!template) return [];
      const { name = '' } = template;
      if (names.has(name)) {
        this.#tell(
          `${pointer}/name`,
          `is '${name}', as another resource's is: the later takes its place`,
          'give each resource a name of its own',
        );
      }
      names.add(name);
      const patches = placed(template.patches, pointer).flatMap((each) =>
        this.#resolve(each, sets),
      );
      return [{ template, pointer, patches }];
    });
  }

  environment(): readonly PlacedPatch[] {
    const { environment } = this.input;
    if (environment === undefined || environment === null) return [];
    const pointer = `${this.at}/environment`;
    const read = this.#read(
      { environment, resources: [{ name: 'any' }] },
      pointer,
      (all) => all.environment,
    );
    return placed(read?.patches, pointer);
  }

  /** What stands beside the lists. */
  rest(): Resources['writeConnectionSecretToRef'] {
    const { patchSets: _sets, environment, resources, ...others } = this.input;
    const patches = isObject(environment) ? environment['patches'] : undefined;
    const empty = [patches, resources].every((list) => !Array.isArray(list) || list.length === 0);
    const inOrder = Array.isArray(resources ?? []) ? others : { ...others, resources };
    return this.#read(
      { ...inOrder, ...(!empty && { resources: [{ name: 'any' }] }) },
      this.at,
      (all) => all.writeConnectionSecretToRef,
    );
  }

  #resolve(
    each: PlacedPatch,
    sets: ReadonlyMap<string, readonly PlacedPatch[]>,
  ): readonly PlacedPatch[] {
    const { patch, pointer } = each;
    if (typeOf(patch) !== 'PatchSet') return [each];
    const { patchSetName = '' } = patch;
    const found = sets.get(patchSetName);
    if (found) return found;
    const written = this.#list('patchSets').some(
      (set) => isObject(set) && set['name'] === patchSetName,
    );
    if (!written) {
      this.#tell(
        `${pointer}/patchSetName`,
        `is '${patchSetName}', which is no patch set of this input`,
      );
    }
    return [];
  }

  #list(field: string): readonly unknown[] {
    const list = this.input[field];
    return Array.isArray(list) ? (list as unknown[]) : [];
  }

  #read<T>(
    given: JsonObject,
    place: Pointer,
    pick: (read: Resources) => T | undefined,
  ): T | undefined {
    try {
      const read = decodeInput<Resources>(given, RESOURCES);
      validateResources(read);
      const picked = pick(read);
      if (picked !== undefined) this.#checkCombines(picked, place);
      return picked;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const [pointer, fault] = placeIn(this.input, place.slice(this.at.length), error);
      this.#tell(this.at + pointer, `is refused by ${this.by}: ${fault}`);
      return undefined;
    }
  }

  /** The function checks transforms of combines when they run, and not before. */
  #checkCombines(part: unknown, place: Pointer): void {
    const patches =
      isObject(part) && Array.isArray(part['patches']) ? (part['patches'] as Patch[]) : [];
    patches.forEach((patch, i) => {
      if (!isCombine(typeOf(patch))) return;
      patch.transforms?.forEach((transform, j) => {
        try {
          validateTransform(transform);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          this.#tell(
            `${place}/patches/${i}/transforms/${j}`,
            `is refused when it runs: ${error.message}`,
          );
        }
      });
    });
  }

  #tell(pointer: Pointer, message: string, hint?: string): void {
    this.report({
      rule: 'composition-input-invalid',
      pointer,
      message,
      ...(hint !== undefined && { hint }),
    });
  }
}

function placed(patches: readonly Patch[] | undefined, at: Pointer): readonly PlacedPatch[] {
  return (patches ?? []).map((patch, i) => ({ patch, pointer: `${at}/patches/${i}` }));
}
