/** An expression of a template, and the keys that must be known before it is written. */
export interface Expression {
  readonly text: string;
  readonly needs: readonly string[];
}

/** A value in a template that gives YAML: behind its key or dash, or on the lines below. */
export interface Block {
  /** `''` where the value is below. */
  readonly inline: string;
  readonly below: readonly string[];
  readonly needs: readonly string[];
}

/** What an expression gives, as JSON, which YAML reads. */
export function leaf({ text, needs }: Expression): Block {
  return { inline: `{{ ${text} | toJson }}`, below: [], needs };
}

export function mapping(entries: readonly (readonly [string, Block])[]): Block {
  const below = entries.flatMap(([key, block]) =>
    block.inline === ''
      ? [`${keyText(key)}:`, ...block.below.map((line) => `  ${line}`)]
      : [`${keyText(key)}: ${block.inline}`],
  );
  return { inline: '', below, needs: entries.flatMap(([, block]) => block.needs) };
}

export function sequence(items: readonly Block[]): Block {
  const below = items.flatMap(({ inline, below: lines }) =>
    inline === '' ? lines.map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)) : [`- ${inline}`],
  );
  return { inline: '', below, needs: items.flatMap(({ needs }) => needs) };
}

/**
 * A constant as YAML has it, in which no template sees an action; `undefined` for what only an
 * expression gives.
 */
export function literalOf(value: unknown): string | undefined {
  if (typeof value === 'string') return quote(value).replace(/(?<=\{)\{/g, '\\u007b');
  const text = JSON.stringify(value);
  // YAML 1.1 takes 1e21 for a text.
  return /^(?:true|false|null|\[\]|\{\}|-?\d{1,15}(?:\.\d{1,15})?)$/.test(text) ? text : undefined;
}

/** As a string of a template and of YAML: JSON's escapes are Go's, but for what JSON may write as it is. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][a-z0-9]*$/i;

function keyText(key: string): string {
  if (PLAIN.test(key)) return key;
  return literalOf(key) ?? quote(key);
}
