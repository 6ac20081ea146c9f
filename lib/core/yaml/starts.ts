/** What a character means as the first of a plain scalar, or of a value in general. */
export const PLAIN = 0;
export const QUOTED = 1;
export const BLOCK = 2;
export const FLOW = 3;
/** Plain unless a blank follows. */
export const SIGN = 4;
export const OTHER = 5;
export const STARTS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if ('"\''.includes(character)) return QUOTED;
  if ('|>'.includes(character)) return BLOCK;
  if ('[{'.includes(character)) return FLOW;
  if ('-?:'.includes(character)) return SIGN;
  return code <= 0x20 || ',]}#&*!%@`'.includes(character) ? OTHER : PLAIN;
});
