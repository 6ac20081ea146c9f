import fc from 'fast-check';

/** A value and a text of it, in a layout that somebody could have written; comments are numbered. */
export interface Laid {
  readonly value: Readonly<Record<string, unknown>>;
  readonly text: string;
}

const leaf = fc.constantFrom<unknown>(
  0,
  3,
  true,
  null,
  '',
  'web',
  'a b',
  "it's",
  'x: y',
  'yes',
  '#1',
);
const keys = fc.constantFrom('spec', 'replicas', 'a', 'b/c', 'metadata', 'x-y');
const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    leaf,
    fc.dictionary(keys, tie('node'), { maxKeys: 4, noNullPrototype: true }),
    fc.array(tie('node'), { maxLength: 4 }),
  ),
}));
const root = fc.dictionary(keys, node, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

/** Documents in block and flow style, with comments, blank lines, either indent and line break. */
export function layoutsOf(of: fc.Arbitrary<object>): fc.Arbitrary<Laid> {
  return fc
    .record({
      value: of as fc.Arbitrary<Laid['value']>,
      choices: fc.array(fc.nat(9), { minLength: 7, maxLength: 40 }),
      step: fc.constantFrom(2, 4),
      lineBreak: fc.constantFrom('\n', '\r\n'),
      closed: fc.boolean(),
    })
    .map(({ value, choices, step, lineBreak, closed }) => {
      const text = new Layout(choices, step).document(value) + (closed ? '\n' : '');
      return { value, text: text.replaceAll('\n', lineBreak) };
    });
}

export const layouts = layoutsOf(root);

/** Every pointer into a value with what is there, the root left out. */
export function placesIn(value: unknown, at = ''): { pointer: string; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const pointer = `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    return [{ pointer, value: child as unknown }, ...placesIn(child, pointer)];
  });
}

class Layout {
  #next = 0;
  #comments = 0;

  constructor(
    private readonly choices: readonly number[],
    private readonly step: number,
  ) {}

  document(value: Readonly<Record<string, unknown>>): string {
    return this.#block(value, 0).join('\n');
  }

  #choose(): number {
    return this.choices[this.#next++ % this.choices.length] as number;
  }

  #comment(indent: number): string[] {
    const kind = this.#choose();
    if (kind === 0) return [`${' '.repeat(indent)}# c${this.#comments++}.`];
    return kind === 1 ? [''] : [];
  }

  #tail(): string {
    return this.#choose() === 0 ? ' # beside' : '';
  }

  #block(value: unknown, indent: number): string[] {
    const pad = ' '.repeat(indent);
    if (Array.isArray(value)) {
      return value.flatMap((item) => [...this.#comment(indent), ...this.#item(item, indent)]);
    }
    return Object.entries(value as object).flatMap(([key, child]) => [
      ...this.#comment(indent),
      ...this.#entry(`${pad}${this.#choose() === 0 ? JSON.stringify(key) : key}:`, child, indent),
    ]);
  }

  #entry(head: string, child: unknown, indent: number): string[] {
    if (!isFilled(child) || this.#choose() < 3)
      return [`${head} ${this.#flow(child)}${this.#tail()}`];
    const compact = Array.isArray(child) && this.#choose() < 5;
    return [head + this.#tail(), ...this.#block(child, compact ? indent : indent + this.step)];
  }

  #item(item: unknown, indent: number): string[] {
    const pad = ' '.repeat(indent);
    if (!isFilled(item) || this.#choose() < 3)
      return [`${pad}- ${this.#flow(item)}${this.#tail()}`];
    const [first = '', ...rest] = this.#block(item, indent + 2);
    return first.trim() === '' || first.trim().startsWith('#')
      ? [`${pad}-`, first, ...rest]
      : [`${pad}- ${first.slice(indent + 2)}`, ...rest];
  }

  #flow(value: unknown): string {
    if (typeof value === 'string' && /^[a-z]+$/.test(value) && value !== 'yes') {
      return [value, `'${value}'`, `"${value}"`][this.#choose() % 3] as string;
    }
    if (!isFilled(value)) return JSON.stringify(value);
    const gap = this.#choose() < 5 ? ' ' : '';
    if (Array.isArray(value)) return `[${value.map((item) => this.#flow(item)).join(', ')}]`;
    const fields = Object.entries(value).map(([key, child]) => `${key}: ${this.#flow(child)}`);
    return `{${gap}${fields.join(', ')}${gap}}`;
  }
}

function isFilled(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
