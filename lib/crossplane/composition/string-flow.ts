import { compileRegexp } from '../regexp';
import { Failure } from '../failure';
import type { StringTransform } from '../patch-and-transform/input';
import { formatComplaints } from './format-flow';
import type { Complain } from './complaint';
import { describeTypes, TEXT, UNKNOWN, type Flow } from './value';

/** Kinds of `convert` that read any value as JSON; the others print it as Go's `%v` does. */
const FROM_JSON = ['ToJson', 'ToSha1', 'ToSha256', 'ToSha512', 'ToAdler32'];
const PRINTING = ['ToUpper', 'ToLower', 'ToBase64', 'FromBase64'];

/** The text that a string transform makes. */
export function stringFlow(flow: Flow, string: StringTransform, complain: Complain): Flow {
  const { type, fmt = '', convert = '', regexp, join } = string;
  switch (type) {
    case 'Format':
      for (const complaint of formatComplaints(fmt, [flow])) complain(complaint);
      return TEXT;
    case 'Join':
      joins(flow, join?.separator ?? '', complain);
      return TEXT;
    case 'Convert':
      if (FROM_JSON.includes(convert)) return TEXT;
      if (!PRINTING.includes(convert)) {
        const known = [...PRINTING, ...FROM_JSON].join(', ');
        complain({
          message: `converts ${convert || 'to nothing'}, which fails`,
          hint: `write one of ${known}`,
        });
        return TEXT;
      }
      break;
    case 'Regexp':
      if (regexp) checkGroup(regexp.match ?? '', regexp.group ?? 0, complain);
      break;
    case undefined:
      return UNKNOWN;
    default:
  }
  printed(flow, complain);
  return TEXT;
}

/** What reads a text only takes other values as Go prints them. */
function printed({ types, small }: Flow, complain: Complain): void {
  const nested = types?.filter((type) => type === 'object' || type === 'array') ?? [];
  if (nested.length > 0) {
    complain({
      message: `reads ${describeTypes(nested)} as Go prints it, map[…] or […]`,
      hint: 'put { type: string, string: { type: Convert, convert: ToJson } } before it',
      ...(nested.length < (types?.length ?? 0) && { severity: 'warning' }),
    });
  }
  if (types?.includes('float64') && !small) {
    complain({
      message: 'reads a number as Go prints it: 1000000 is 1e+06',
      hint: 'put { type: convert, convert: { toType: string } } before it',
      severity: 'warning',
    });
  }
}

export function joins({ types }: Flow, separator: string, complain: Complain): void {
  const others = types?.filter((type) => type !== 'array') ?? [];
  if (others.length > 0) {
    const all = others.length === types?.length;
    complain({
      message: `${all ? 'is given' : 'may be given'} ${describeTypes(others)}, and Join takes a list`,
      ...(!all && { severity: 'warning' }),
    });
  }
  if (Buffer.byteLength(separator) <= 1) return;
  complain({
    message: `leaves a part of '${separator}' at the end: the function cuts one byte off, however long the separator is`,
    hint: 'join with one character, and replace it by a Replace transform behind',
    severity: 'warning',
  });
}

function checkGroup(match: string, group: number, complain: Complain): void {
  try {
    const groups = compileRegexp(match).matcher('').groupCount();
    if (group >= 0 && group <= groups) return;
    complain({
      message: `takes group ${group} of '${match}', which has ${groups}`,
      hint: 'write a group that is there',
    });
  } catch (error) {
    // What is no regular expression is told where the input is checked.
    if (!(error instanceof Failure)) throw error;
  }
}
