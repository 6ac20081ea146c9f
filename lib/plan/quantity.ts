const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a Kubernetes quantity stands for: `1Gi`, `500m`, `2`; `undefined` for anything else. */
export function quantityOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const [, digits, unit = ''] =
    (typeof value === 'string' && /^(-?\d+(?:\.\d+)?)(n|u|m|k|[MGTPE]i?|Ki)?$/.exec(value)) || [];
  return digits === undefined ? undefined : Number(digits) * (FACTORS[unit] ?? NaN);
}
