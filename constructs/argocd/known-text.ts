/** What is known at synth of the sets that a generator gives. */
interface Known {
  readonly sets: readonly Readonly<Record<string, unknown>>[];
  /** Whether a generator whose sets are not known gives `key`, or may. */
  readonly hides: (key: string) => boolean;
}

const CLUSTER_KEYS = new Set(['name', 'nameNormalized', 'server', 'project', 'metadata', 'values']);

/** Of more combinations than these, none is looked at: the text counts as unknown. */
const MOST_SETS = 20_000;

const unknown: Known = { sets: [{}], hides: () => true };

/**
 * Every value that `text` has for the sets of `generators`, as far as lists alone decide it, else
 * `undefined`. Only fields are looked up, no functions:
 * `{{ .service }}`, and `{{service}}` of a set without Go templates.
 *
 * @param generators as an ApplicationSet's spec has them.
 */
export function valuesOf(text: string, generators: unknown): string[] | undefined {
  const values = new Set<string>();
  for (const generator of Array.isArray(generators) ? generators : []) {
    const { sets, hides } = knownOf(generator);
    for (const set of sets) {
      const value = filledIn(text, set, hides);
      if (value === undefined) return undefined;
      values.add(value);
    }
  }
  return [...values];
}

function knownOf(generator: unknown): Known {
  const { list, clusters, matrix } = record(generator);
  if (list) return knownOfList(record(list));
  if (clusters) return { sets: [{}], hides: (key) => CLUSTER_KEYS.has(key) };
  const children = record(matrix)['generators'];
  if (!Array.isArray(children)) return unknown;
  const [first = unknown, second = unknown] = children.map(knownOf);
  return product(first, second);
}

/** Elements with text of their own to fill in are not known. */
function knownOfList({ elements, elementsYaml }: Readonly<Record<string, unknown>>): Known {
  if (!Array.isArray(elements) || elementsYaml !== undefined) return unknown;
  if (JSON.stringify(elements).includes('{{')) return unknown;
  return { sets: elements.map(record), hides: () => false };
}

/** Where both have a key it is the first one's, as the controller combines them. */
function product(first: Known, second: Known): Known {
  if (first.sets.length * second.sets.length > MOST_SETS) return unknown;
  const sets = first.sets.flatMap((one) => second.sets.map((other) => ({ ...other, ...one })));
  const covers = (key: string) => first.sets.every((set) => typeof set[key] === 'string');
  return { sets, hides: (key) => first.hides(key) || (second.hides(key) && !covers(key)) };
}

function filledIn(
  text: string,
  set: Readonly<Record<string, unknown>>,
  hides: Known['hides'],
): string | undefined {
  let known = true;
  const value = text.replace(/\{\{\s*(\.?[A-Za-z_]\w*(?:\.\w+)*)\s*\}\}/g, (_, tag: string) => {
    const flat = !tag.startsWith('.');
    const [root = '', ...path] = tag.replace(/^\./, '').split('.');
    const nested = () => path.reduce((at, key) => record(at)[key], set[root]);
    const found = hides(root) ? undefined : flat ? set[tag] : nested();
    known &&= typeof found === 'string';
    return String(found);
  });
  return known && !/\{\{/.test(value) ? value : undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
