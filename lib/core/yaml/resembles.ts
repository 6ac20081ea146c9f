/**
 * Plain words that some reader takes for a null, a boolean, a merge key or YAML 1.1's default value
 * rather than for text.
 */
const WORDS = new Set(
  ['', '~', '=', '<<']
    .concat(spellings('null'), spellings('true'), spellings('false'))
    .concat(spellings('yes'), spellings('no'), spellings('on'), spellings('off'))
    .concat('y', 'Y', 'n', 'N'),
);
const LONGEST_WORD = 5;

const INFINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN)$/;

/** Numbers and times of YAML 1.1. @see https://yaml.org/type/ */
const YAML_11 = new RegExp(
  '^(?:[-+]?(?:' +
    [
      '0b[0-1_]+',
      '0x[0-9a-fA-F_]+',
      '[0-9][0-9_]*(?::[0-5]?[0-9])*',
      '[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*',
      '(?:[0-9][0-9_]*)?\\.[0-9_]*',
      '(?:[0-9][0-9_]*)?(?:\\.[0-9_]*)?[eE][-+]?[0-9]+',
    ].join('|') +
    ')|\\d{4}-\\d{1,2}-\\d{1,2}(?:(?:[Tt]|[ \\t]+)\\d{1,2}:\\d{1,2}:\\d{1,2}(?:[.,]\\d+)?' +
    '(?:[ \\t]*(?:Z|[-+][012]?\\d(?::\\d{2})?))?)?)$',
);

/** What go-yaml reads as a number once it has dropped all underscores; `0b-1` and `0o-7` are two. */
const GO = new RegExp(
  '^(?:[-+]?(?:0[bB][01]+|0[oO][0-7]+|0[xX][0-9a-fA-F]+' +
    '|(?:\\.\\d+|\\d+(?:\\.\\d*)?)(?:[eE][-+]?\\d+)?)|-?0b[-+]?[01]+|-?0o[-+]?[0-7]+)$',
);

/**
 * Whether `text`, written without quotes, is something else than text to a reader that manifests
 * meet: go-yaml v2 and v3, PyYAML, or any other of YAML 1.1.
 */
export function resemblesOther(text: string): boolean {
  if (text.length <= LONGEST_WORD && WORDS.has(text)) return true;
  const first = text.charCodeAt(0);
  // Digits, and the three signs that a number may start with.
  if ((first < 0x30 || first > 0x39) && first !== 0x2b && first !== 0x2d && first !== 0x2e) {
    // YAML 1.1 as `yaml` reads it lets a number start with its exponent.
    return (first === 0x45 || first === 0x65) && YAML_11.test(text);
  }
  return INFINITE.test(text) || YAML_11.test(text) || GO.test(text.replaceAll('_', ''));
}

function spellings(word: string): string[] {
  return [word, word[0]?.toUpperCase() + word.slice(1), word.toUpperCase()];
}
