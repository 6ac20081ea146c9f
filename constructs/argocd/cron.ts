/** A field of a schedule, its least and greatest number, and names for numbers. */
interface Field {
  readonly title: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const DAYS = 'sun mon tue wed thu fri sat'.split(' ');

const FIELDS: readonly Field[] = [
  { title: 'minute', least: 0, most: 59 },
  { title: 'hour', least: 0, most: 23 },
  { title: 'day of the month', least: 1, most: 31 },
  { title: 'month', least: 1, most: 12, names: MONTHS },
  { title: 'day of the week', least: 0, most: 6, names: DAYS },
];

/**
 * What is wrong with a schedule of five fields, as Argo CD's cron reads it: no `@daily`, no 7 for
 * Sunday. `undefined` where nothing is.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function cronProblem(schedule: string): string | undefined {
  const parts = schedule.split(/\s+/).filter((part) => part !== '');
  if (/^(CRON_)?TZ=/.test(parts[0] ?? '')) parts.shift();
  if (parts.length !== FIELDS.length) {
    return `has ${parts.length} fields, not minute, hour, day, month and day of the week`;
  }
  return FIELDS.map((field, i) => fieldProblem(parts[i] ?? '', field)).find((one) => one);
}

function fieldProblem(text: string, field: Field): string | undefined {
  return text
    .split(',')
    .filter((item) => item !== '')
    .map((item) => itemProblem(item, field))
    .find((one) => one);
}

function itemProblem(item: string, field: Field): string | undefined {
  const wrong = `has the ${field.title} '${item}'`;
  const [range = '', step, ...more] = item.split('/');
  const [low = '', high, ...others] = range.split('-');
  if (more.length > 0) return wrong;
  if (step !== undefined && !(numberIn(step, []) > 0)) return `${wrong}, whose step is no number`;
  if (low === '*' || low === '?') return undefined;
  if (others.length > 0) return wrong;
  const { least, most, names = [] } = field;
  const from = numberIn(low, names, least);
  const single = step === undefined ? from : most;
  const to = high === undefined ? single : numberIn(high, names, least);
  if (Number.isNaN(from) || Number.isNaN(to)) return wrong;
  if (from < least || to > most) return `${wrong}, which is not in ${least} to ${most}`;
  return from > to ? `${wrong}, which ends before it starts` : undefined;
}

function numberIn(text: string, names: readonly string[], least = 0): number {
  const index = names.indexOf(text.toLowerCase());
  if (index >= 0) return index + least;
  return /^\+?\d+$/.test(text) ? Number(text) : NaN;
}
