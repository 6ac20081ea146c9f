/** A duration as Go writes it: `8760h` is `8760h0m0s`, `90m` is `1h30m0s`; others stay. */
export function canonicalDuration(text: string): string {
  if (!/^(\d+(\.\d+)?(h|m|s))+$/.test(text)) return text;
  let seconds = 0;
  for (const [, amount = '0', unit = 's'] of text.matchAll(/(\d+(?:\.\d+)?)(h|m|s)/g)) {
    seconds += Number(amount) * (UNIT_SECONDS[unit] ?? 0);
  }
  if (!Number.isInteger(seconds)) return text;
  const rest = `${seconds % 60}s`;
  if (seconds < 60) return rest;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${rest}`;
  return `${Math.floor(minutes / 60)}h${minutes % 60}m${rest}`;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };
