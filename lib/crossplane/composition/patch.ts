import type { Pointer } from '../../core';
import type { Fact, FactRule } from '../fact';
import { Failure } from '../failure';
import { parseFieldPath, type Segment } from '../field-path';
import type { Patch, Transform } from '../patch-and-transform/input';
import { isCombine, typeOf } from '../patch-and-transform/patch-type';
import { walk, type Place } from '../schema/place';
import type { Complain } from './complaint';
import { formatComplaints } from './format-flow';
import type { PlacedPatch } from './read-input';
import { checkTarget } from './target';
import { transformFlow } from './transform-flow';
import { flowFrom, TEXT, UNKNOWN, type Flow } from './value';

/** One side of a patch. */
export interface Side {
  /** For messages: `the XR`, `resource 'instance'`, `the environment`. */
  readonly name: string;
  readonly place: Place;
  readonly isComposite?: boolean;
  /** Whether Crossplane 1 patches it itself: whole numbers stay int64, and all of the XR is written. */
  readonly native?: true;
}

/** The sides that a patch of a template reads and writes. */
export interface Sides {
  readonly composite: Side;
  readonly composed: Side;
  readonly environment: Side;
}

export type Report = (fact: Fact) => void;

/** Checks the paths of a patch, and that what arrives is what the target takes. */
export function checkPatch({ patch, pointer }: PlacedPatch, sides: Sides, report: Report): void {
  const [from, to] = sidesOf(typeOf(patch), sides);
  const at = new PatchCheck(patch, pointer, from, to, report);
  at.run();
}

/** By direction: `FromComposite…` reads the XR, `ToEnvironment…` a composed resource. */
export function sidesOf(type: string, sides: Sides): readonly [from: Side, to: Side] {
  const { composite, composed, environment } = sides;
  if (/^(Combine)?FromComposite/.test(type)) return [composite, composed];
  if (/^(Combine)?ToComposite/.test(type)) return [composed, composite];
  return /^(Combine)?FromEnvironment/.test(type)
    ? [environment, composed]
    : [composed, environment];
}

class PatchCheck {
  constructor(
    readonly patch: Patch,
    readonly pointer: Pointer,
    readonly from: Side,
    readonly to: Side,
    readonly report: Report,
  ) {}

  run(): void {
    const { patch } = this;
    const flow = isCombine(typeOf(patch)) ? this.#combine() : this.#source();
    const result = this.#transforms(flow);
    const target = this.#target();
    if (!target) return;
    const wary = this.from.isComposite === true;
    checkTarget(result, target, wary, (complaint) => {
      const message = `${this.#readable()} ${complaint.message}`;
      this.#tell('composition-type-mismatch', this.#toField(), { ...complaint, message });
    });
  }

  #source(): Flow {
    const { fromFieldPath = '' } = this.patch;
    const place = this.#resolve(fromFieldPath, this.from, '/fromFieldPath', false);
    return place ? flowFrom(place, this.from.native) : UNKNOWN;
  }

  #combine(): Flow {
    const { variables = [], string } = this.patch.combine ?? {};
    const flows = variables.map(({ fromFieldPath = '' }, i) => {
      const place = this.#resolve(
        fromFieldPath,
        this.from,
        `/combine/variables/${i}/fromFieldPath`,
        false,
      );
      return place ? flowFrom(place, this.from.native) : UNKNOWN;
    });
    for (const complaint of formatComplaints(string?.fmt ?? '', flows)) {
      this.#tell('composition-type-mismatch', '/combine/string/fmt', complaint);
    }
    return TEXT;
  }

  #transforms(flow: Flow): Flow {
    let value = flow;
    this.patch.transforms?.forEach((given, i, all) => {
      const transform = withoutRest(given, all[i + 1]);
      const complain: Complain = (complaint) =>
        this.#tell('composition-type-mismatch', `/transforms/${i}`, complaint);
      value = transformFlow(value, transform, complain, this.from.native);
    });
    return value;
  }

  #target(): Place | undefined {
    const { fromFieldPath = '', toFieldPath = fromFieldPath } = this.patch;
    const wildcards = !isCombine(typeOf(this.patch));
    const place = this.#resolve(toFieldPath, this.to, this.#toField(), wildcards);
    const { isComposite, native } = this.to;
    if (!place || !isComposite || native || rootOf(toFieldPath) === 'status') return place;
    this.#tell('composition-patch-ignored', this.#toField(), {
      message: `writes ${toFieldPath} of the XR, of which Crossplane takes the status only`,
    });
    return undefined;
  }

  /** Where the target is written: `toFieldPath`, or `fromFieldPath`, which it defaults to. */
  #toField(): Pointer {
    return this.patch.toFieldPath === undefined ? '/fromFieldPath' : '/toFieldPath';
  }

  #resolve(path: string, side: Side, field: Pointer, wildcards: boolean): Place | undefined {
    let segments: readonly Segment[];
    try {
      segments = parseFieldPath(path);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#tell('composition-path-unknown', field, { message: error.message });
      return undefined;
    }
    if (!wildcards && segments.includes('*')) {
      this.#tell('composition-path-unknown', field, {
        message: `is ${path}: wildcards are expanded only in the toFieldPath of a patch of one field`,
        hint: 'write an index or a key',
      });
      return undefined;
    }
    const found = walk(side.place, segments);
    if (!('fault' in found)) return found;
    const { fault, hint } = found;
    const message = `is ${path} of ${side.name}, and ${fault}`;
    const declare = side.isComposite
      ? 'correct the path, or declare the field in the XRD'
      : undefined;
    const better = hint ?? declare;
    this.#tell('composition-path-unknown', field, {
      message,
      ...(better !== undefined && { hint: better }),
    });
    return undefined;
  }

  #readable(): string {
    const { patch, from } = this;
    if (isCombine(typeOf(patch))) return `what is combined from ${from.name}`;
    const what = `${patch.fromFieldPath ?? ''} of ${from.name}`;
    return patch.transforms?.length ? `what the transforms make of ${what}` : what;
  }

  #tell(rule: FactRule, field: Pointer, fact: Omit<Fact, 'rule' | 'pointer'>): void {
    this.report({ rule, pointer: this.pointer + field, ...fact });
  }
}

function rootOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? '';
}

/** A Join whose left part of the separator is cut by what follows, as one of a single character. */
function withoutRest(transform: Transform, next: Transform | undefined): Transform {
  const { string } = transform;
  const separator = string?.join?.separator ?? '';
  const { type, trim } = next?.string ?? {};
  if (string?.type !== 'Join' || separator.length < 2) return transform;
  if (type !== 'TrimSuffix' || trim !== separator.slice(0, -1)) return transform;
  return { ...transform, string: { ...string, join: { separator: separator.slice(-1) } } };
}
