import { Failure } from '../failure';
import { format } from '../patch-and-transform/string-transform';
import { int64 } from '../../template/values';
import type { Complaint } from './complaint';
import { describeTypes, type Flow, type GoType } from './value';

/** One value of each type. */
const STAND_INS: Readonly<Record<GoType, unknown>> = {
  string: 'x',
  bool: true,
  int64: int64(1n),
  float64: 3,
  object: { x: 'x' },
  array: ['x'],
};

/** What Go's `fmt` would print wrong of these values: `%!d(float64=3)` is a text like any other to it. */
export function formatComplaints(fmt: string, flows: readonly Flow[]): readonly Complaint[] {
  const found = new Map<string, Complaint>();
  const first = flows.map(({ types }) => types?.[0] ?? 'string');
  flows.forEach(({ types }, i) => {
    for (const type of types ?? ['string' as const]) {
      const complaint = complaintOf(fmt, flows, first.with(i, type), i);
      if (complaint) found.set(complaint.message, complaint);
    }
  });
  return [...found.values()];
}

function complaintOf(
  fmt: string,
  flows: readonly Flow[],
  types: readonly GoType[],
  changed: number,
): Complaint | undefined {
  const text = printed(fmt, types, STAND_INS.float64);
  if (text === undefined) return undefined;
  const [fault, verb = ''] = /%!(.?)\([^)]*\)/.exec(text) ?? [];
  if (fault !== undefined) {
    // A verb that does not suit a value of unknown type says nothing about the value.
    const typed = /^%!.\((string|float64|int64|bool|map|\[)/.test(fault);
    if (typed && flows.some(({ types: known }) => known === undefined)) return undefined;
    return {
      message: `prints '${fault}' with fmt '${short(fmt)}'`,
      hint: repairOf(fault, verb, flows.length),
    };
  }
  const [type] = types.slice(changed);
  const nested = (type === 'object' || type === 'array') && flows[changed]?.types !== undefined;
  if (nested && /map\[|\[x\]/.test(text)) {
    return {
      message: `prints ${describeTypes([type])} as Go does: ${type === 'array' ? '[a b]' : 'map[a:b]'}`,
      hint: 'put { type: string, string: { type: Convert, convert: ToJson } } before it',
      severity: 'warning',
    };
  }
  if (type !== 'float64' || flows[changed]?.small) return undefined;
  if (!printed(fmt, types, 1234567)?.includes('1.234567e+06')) return undefined;
  if (/%[^a-zA-Z%]*[eEgG]/.test(fmt)) return undefined;
  return {
    message: 'prints numbers from a million on with an exponent: 1000000 as 1e+06',
    hint: flows.length === 1 ? BEFORE : 'write %.0f for whole numbers',
    severity: 'warning',
  };
}

/** What Go prints; `undefined` for verbs that are not offered here. */
function printed(fmt: string, types: readonly GoType[], number: unknown): string | undefined {
  const values = types.map((type) => (type === 'float64' ? number : STAND_INS[type]));
  try {
    return format(fmt.replaceAll('%%', ''), values);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

const BEFORE = 'put { type: convert, convert: { toType: string } } before it, and write %s';

function repairOf(fault: string, verb: string, values: number): string {
  if (fault.includes('EXTRA')) return 'write a verb for each value, or leave the value out';
  if (fault.includes('MISSING') || fault.includes('BADINDEX')) {
    return `write as many verbs as there are values: ${values}`;
  }
  if (fault.includes('NOVERB')) return 'write %% for a percent sign';
  if (!fault.includes('float64='))
    return `write a verb that suits the value, %v for any, instead of %${verb}`;
  if (values > 1) return 'write %.0f for a whole number: every number arrives as a float64';
  return `every number arrives as a float64: ${BEFORE}`;
}

function short(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}
