import { isLower, isSpace, isTitle, isUpper, lowerRune, titleRune, upperRune } from './runes';

type WordType = 'number' | 'upper' | 'letters' | 'connector' | 'punctuation' | 'other' | 'none';

interface Word {
  readonly type: WordType;
  readonly runes: readonly string[];
}

const IDEOGRAPH = /^[\u3400-\u4d85\u4e00-\u9fcc\u{20000}-\u{2b81d}]$/u;
const END: Word = { type: 'none', runes: [] };

/** `HTTPServer`: `http_server`. */
export function snakeCase(text: string): string {
  return joinWords(wordsOf([...text]), '_');
}

/** `HTTPServer`: `http-server`. */
export function kebabCase(text: string): string {
  return joinWords(wordsOf([...text]), '-');
}

/** `http_server`: `HttpServer`. Connectors at the start stay. */
export function pascalCase(text: string): string {
  const runes = [...text];
  const start = runes.findIndex((rune) => !isConnector(rune));
  if (start < 0) return text;
  let out = runes.slice(0, start).join('');
  let previous = upperRune(runes[start] as string);
  let lowering = isUpper(runes[start] as string);
  for (let rune of runes.slice(start + 1)) {
    if (isConnector(rune) && isConnector(previous)) {
      out += previous;
      previous = rune;
      continue;
    }
    if (isConnector(previous)) {
      lowering = isUpper(rune);
      rune = upperRune(rune);
    } else {
      if (lowering && isUpper(rune)) rune = lowerRune(rune);
      else lowering = false;
      out += previous;
    }
    previous = rune;
  }
  return out + previous;
}

/** Every word's first letter as a title has it. */
export function titleCase(text: string): string {
  let previous = ' ';
  return [...text]
    .map((rune) => {
      const mapped = separates(previous) ? titleRune(rune) : rune;
      previous = rune;
      return mapped;
    })
    .join('');
}

/** Every word's first letter in lower case; only white space separates words here. */
export function uncapitalize(text: string): string {
  let first = true;
  return [...text]
    .map((rune) => {
      const mapped = first && !isSpace(rune) ? lowerRune(rune) : rune;
      first = isSpace(rune);
      return mapped;
    })
    .join('');
}

/** Upper becomes lower and lower upper; a lower-case letter that starts a word gets its title form. */
export function swapCase(text: string): string {
  let starts = true;
  return [...text]
    .map((rune) => {
      if (isUpper(rune) || isTitle(rune)) {
        starts = false;
        return lowerRune(rune);
      }
      if (!isLower(rune)) {
        starts = isSpace(rune);
        return rune;
      }
      const mapped = starts ? titleRune(rune) : upperRune(rune);
      starts = false;
      return mapped;
    })
    .join('');
}

function separates(rune: string): boolean {
  if (rune <= '\x7f') return !/[0-9A-Za-z_]/.test(rune);
  return !/[\p{L}\p{Nd}]/u.test(rune) && isSpace(rune);
}

function isConnector(rune: string): boolean {
  return rune === '-' || rune === '_' || isSpace(rune);
}

/** Letters of scripts that have words; ideographs are not. */
function isAlphabet(rune: string): boolean {
  return /^\p{L}$/u.test(rune) && !IDEOGRAPH.test(rune);
}

function wordsOf(runes: readonly string[]): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < runes.length;) {
    const word = nextWord(runes.slice(at));
    words.push(word);
    at += word.runes.length;
  }
  return words;
}

function nextWord(runes: readonly string[]): Word {
  const run = (type: WordType, belongs: (rune: string) => boolean, from = 1): Word => {
    const end = runes.findIndex((rune, i) => i >= from && !belongs(rune));
    return { type, runes: end < 0 ? runes : runes.slice(0, end) };
  };
  const [first = '', second = ''] = runes;
  const lettersOf = (rune: string) => isAlphabet(rune) && !isUpper(rune);
  if (isConnector(first)) return run('connector', isConnector);
  if (isPunctuation(first)) return run('punctuation', isPunctuation);
  if (isUpper(first)) {
    if (!isUpper(second)) return isAlphabet(second) ? run('upper', lettersOf) : run('upper', none);
    const capitals = run('upper', isUpper);
    const after = runes[capitals.runes.length];
    // The last capital of HTTPStatus belongs to the word after.
    if (after === undefined || !isAlphabet(after)) return capitals;
    return { type: 'upper', runes: capitals.runes.slice(0, -1) };
  }
  if (isAlphabet(first)) return run('letters', lettersOf);
  if (isNumber(first)) return run('number', isNumber);
  return run(
    'other',
    (rune) => ![isConnector, isAlphabet, isNumber, isPunctuation].some((is) => is(rune)),
  );
}

function none(): boolean {
  return false;
}

function isPunctuation(rune: string): boolean {
  return /^\p{P}$/u.test(rune);
}

function isNumber(rune: string): boolean {
  return /^\p{N}$/u.test(rune);
}

/** Puts a connector between words; numbers belong to the word before, or before letters to those. */
function joinWords(words: readonly Word[], connector: string): string {
  let out = '';
  let at = 0;
  let word = words[0] ?? END;
  const next = (): Word => {
    word = words[++at] ?? END;
    return word;
  };
  const write = ({ type, runes }: Word): void => {
    if (type !== 'upper' && type !== 'connector') out += runes.join('');
    else out += runes.map((rune) => (isConnector(rune) ? connector : lowerRune(rune))).join('');
  };
  const writeAlphanumerics = (): void => {
    for (; word.type === 'letters' || word.type === 'number'; next()) write(word);
  };
  const connectUnless = (...types: readonly WordType[]): void => {
    if (!types.includes(word.type)) out += connector;
  };
  while (at < words.length - 1) {
    const last = word;
    if (last.type !== 'connector') write(last);
    next();
    if (last.type === 'number') {
      writeAlphanumerics();
      connectUnless('none', 'punctuation', 'connector');
    } else if (last.type === 'connector') write(last);
    else if (last.type === 'punctuation') continue;
    else if (word.type !== 'number') connectUnless('connector', 'punctuation');
    else if (at < words.length - 1) {
      const number = word;
      if (next().type !== 'letters') {
        write(number);
        connectUnless('connector', 'punctuation');
      } else {
        out += connector;
        write(number);
        writeAlphanumerics();
        connectUnless('none', 'connector', 'punctuation');
      }
    }
  }
  write(word);
  return out;
}
