/** Words that are no text, as go-yaml v2 resolves them. */
const WORDS: ReadonlyMap<string, boolean | number | null> = new Map(
  [
    [true, 'y Y yes Yes YES true True TRUE on On ON'] as const,
    [false, 'n N no No NO false False FALSE off Off OFF'] as const,
    [null, '~ null Null NULL'] as const,
    [NaN, '.nan .NaN .NAN'] as const,
    [Infinity, '.inf .Inf .INF +.inf +.Inf +.INF'] as const,
    [-Infinity, '-.inf -.Inf -.INF'] as const,
  ].flatMap(([value, words]) => words.split(' ').map((word) => [word, value] as const)),
);
const LONGEST_WORD = 5;

const WORD_START = 1;
const NUMBER_START = 2;
const STARTS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if ('yYnNtTfFoO~'.includes(character)) return WORD_START;
  return '0123456789+-.'.includes(character) ? NUMBER_START : 0;
});

const SHORT_INTEGER = /^[1-9]\d{0,14}$/;
const INTEGER = /^([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9]\d*)$/;
/** go-yaml's second try at binary lets the sign follow the prefix. */
const SIGNED_BINARY = /^0b([-+])([01]+)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
/** The largest integers that Go takes, by sign; beyond them a decimal is a float. */
const LIMITS = { '': 2n ** 64n - 1n, '+': 2n ** 63n - 1n, '-': 2n ** 63n } as const;
const STRAY_UNDERSCORE = /(?<!\d)_|_(?!\d)/;

/**
 * The value of a plain scalar as sigs.k8s.io/yaml, so kubectl, Argo CD and the API server, read it:
 * YAML 1.1 by go-yaml v2. `y`, `on` and their kin are booleans, `012` and `0o12` are octal, `1_000`
 * is 1000, dates and `1:30` stay text.
 *
 * @param text trimmed; the empty text is null.
 * @see https://github.com/yaml/go-yaml/blob/v2.4.2/resolve.go
 */
export function plainValue(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0);
  const start = first < 0x80 ? (STARTS[first] as number) : 0;
  if (start === 0) return text === '' ? null : text;
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word;
  }
  if (start === WORD_START) return text;
  if (SHORT_INTEGER.test(text)) return Number(text);
  // After a dot, Go wants underscores between digits; elsewhere go-yaml drops them all.
  if (first === 0x2e) return (STRAY_UNDERSCORE.test(text) ? undefined : float(text)) ?? text;
  const whole = integer(text);
  return whole === undefined ? (float(text) ?? text) : Number(whole);
}

/** The exact integer that a plain scalar is to go-yaml, if it is one. */
export function integer(scalar: string): bigint | undefined {
  const text = scalar.replaceAll('_', '');
  let [, sign = '', digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined) {
    [, sign = '', digits] = SIGNED_BINARY.exec(text) ?? [];
    if (digits === undefined) return undefined;
    digits = `0b${digits}`;
  }
  const magnitude = BigInt(digits.replace(/^0(?=[0-7])/, '0o'));
  if (magnitude > LIMITS[sign as keyof typeof LIMITS]) return undefined;
  return sign === '-' ? -magnitude : magnitude;
}

function float(text: string): number | undefined {
  const digits = text.replaceAll('_', '');
  if (!FLOAT.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isFinite(value) ? value : undefined;
}
