/** Reads JSON as Go does into `any`; the problem names Go's for an empty or truncated text. */
export function readJson(text: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(text, rejectInfinity) as unknown };
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message };
    const message = error instanceof Error ? error.message : '';
    if (/Unexpected end|Unterminated|Expected .* at position \d+$/.test(message)) {
      const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
      if (position >= text.length) return { problem: 'unexpected end of JSON input' };
    }
    return { problem: `invalid JSON: ${message}` };
  }
}

function rejectInfinity(_key: string, value: unknown): unknown {
  if (value !== Infinity && value !== -Infinity) return value;
  throw new RangeError('json: cannot unmarshal number into Go value of type float64');
}
