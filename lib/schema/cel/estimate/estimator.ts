import type { Checked } from '../check';
import { nameOf } from '../parse';
import type { Call, Expr } from '../syntax';
import { either, ONE, plus, UNKNOWN, type Size } from './amounts';
import { libraryEstimate } from './calls';
import { coreEstimate } from './core-calls';
import { Known, type SizeAt } from './known';
import { costOfEach, costOfOptMap, costOfSortBy } from './macros';
import { eitherEntries, NEW_LIST, NEW_MAP, NEW_MESSAGE, type Part } from './part';
import { Path } from './path';

/**
 * The most that an evaluation of a checked expression may cost, as Go's CEL estimates it: from how
 * large the values can be that the schema allows.
 *
 * @see https://github.com/google/cel-go/blob/v0.26.0/checker/cost.go
 */
export function estimateCost(expression: Expr, checked: Checked, sizeAt: SizeAt): bigint {
  return new Estimator(checked, new Known(checked, sizeAt)).cost(expression);
}

class Estimator {
  constructor(
    private readonly checked: Checked,
    private readonly known: Known,
  ) {}

  readonly cost = (e: Expr): bigint => {
    const { known } = this;
    if (this.checked.fixed.has(e)) {
      known.setPath(e, Path.of(nameOf(e) ?? ''));
      return 1n;
    }
    switch (e.is) {
      case 'literal':
        return 0n;
      case 'ident': {
        const local = known.local(e.name);
        known.setPath(e, local ? local.path : Path.of(e.name));
        return 1n;
      }
      case 'select': {
        const cost = this.cost(e.of);
        if (e.test) return cost;
        if (e.optional) {
          known.part(e.of);
          known.setSize(e, known.sizeOf(e));
          return plus(cost, 1n);
        }
        known.setPath(e, Path.append(known.pathOf(e.of), e.name));
        const { kind } = known.typeOf(e.of);
        return kind === 'map' || kind === 'object' ? plus(cost, 1n) : cost;
      }
      case 'call':
        return this.#call(e);
      case 'list': {
        const { cost, sizes } = this.#parts(e.items);
        known.setEntries(e, { isList: true, keys: ONE, values: anyOf(sizes) });
        return plus(cost, NEW_LIST);
      }
      case 'map': {
        const { cost, sizes } = this.#parts(e.entries.flatMap(({ key, value }) => [key, value]));
        const [keys, values] = [0, 1].map((odd) => anyOf(sizes.filter((_, i) => i % 2 === odd)));
        known.setEntries(e, { isList: false, keys: keys as Size, values: values as Size });
        return plus(cost, NEW_MAP);
      }
      case 'each':
        return costOfEach(e, known, this.cost);
      case 'optMap':
        return costOfOptMap(e, known, this.cost);
      case 'message':
        return e.fields.reduce((sum, { value }) => plus(sum, this.cost(value)), NEW_MESSAGE);
    }
  };

  #parts(parts: readonly Expr[]): { cost: bigint; sizes: readonly Size[] } {
    let cost = 0n;
    const sizes = parts.map((part) => {
      cost = plus(cost, this.cost(part));
      return this.known.sizeOf(part) ?? UNKNOWN;
    });
    return { cost, sizes };
  }

  #call(e: Call): bigint {
    const { known } = this;
    const { name, args, target } = e;
    if (name === '@sortByAssociatedKeys') {
      return costOfSortBy(e, known, this.cost, (of, keys) => this.#plain(e, of, [keys]));
    }
    const [only] = args;
    if (name === 'dyn' && only) {
      const cost = this.cost(only);
      known.copySizes(e, only);
      return plus(cost, 1n);
    }
    return this.#plain(e, this.checked.namespaced.has(e) ? undefined : target, args);
  }

  #plain(e: Call, target: Expr | undefined, args: readonly Expr[]): bigint {
    const parts: Part[] = [];
    const costs = args.map((arg) => {
      const cost = this.cost(arg);
      parts.push(this.known.part(arg));
      return cost;
    });
    if (e.name === '_?_:_') return this.#choice(e, costs);
    const sum = costs.reduce(plus, 0n);
    if (e.name === '_&&_' || e.name === '_||_') return sum;
    const extra = target ? this.cost(target) : 0n;
    return plus(plus(sum, extra), this.#forms(e, target && this.known.part(target), parts));
  }

  #choice(e: Call, [test = 0n, yes = 0n, no = 0n]: readonly bigint[]): bigint {
    const { known } = this;
    const [, a, b] = e.args as readonly [Expr, Expr, Expr];
    known.setEntries(e, eitherEntries(known.entriesOf(a), known.entriesOf(b)));
    known.setSize(e, either(known.sizeOf(a) ?? UNKNOWN, known.sizeOf(b) ?? UNKNOWN));
    return plus(test, yes > no ? yes : no);
  }

  /** The dearest of the forms of a function that the arguments allow. */
  #forms(e: Call, target: Part | undefined, args: readonly Part[]): bigint {
    const { known } = this;
    let cost = 0n;
    let result: Size | undefined;
    for (const overload of this.checked.overloads.get(e) ?? []) {
      const call = {
        overload,
        target,
        args,
        sizeOf: (part: Part) => known.sizeOfPart(part),
        itemSizeOf: (part: Part) => known.itemSizeOfPart(part),
      };
      const found = libraryEstimate(call) ?? coreEstimate(call);
      if (found.cost > cost) cost = found.cost;
      if (found.result) result = result ? either(result, found.result) : found.result;
      const [a, b] = e.args;
      const takes = overload.args[0]?.kind;
      if (overload.name === '_+_' && a && b && found.result) {
        known.setEntries(e, eitherEntries(known.entriesOf(a), known.entriesOf(b)));
      }
      if (overload.name === '_[_]' && a && (takes === 'list' || takes === 'map')) {
        result = known.entriesOf(a)?.values;
        known.setPath(e, Path.append(known.pathOf(a), takes === 'list' ? '@items' : '@values'));
      }
      result ??= known.sizeOf(e);
    }
    known.setSize(e, result);
    return cost;
  }
}

/** Of values that are one of several; of none, nothing. */
function anyOf(sizes: readonly Size[]): Size {
  return sizes.length === 0 ? { min: 0n, max: 0n } : sizes.reduce(either);
}
