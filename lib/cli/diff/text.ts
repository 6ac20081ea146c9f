import type { FileDifference, ObjectDelta } from '../../plan';
import { fieldText, fullObjectText, imageText, listed, plural } from '../plan/words';
import { printable } from '../printable';
import { wrapWords } from '../wrap-words';
import { otherFiles } from './compare';
import type { Comparison } from './comparison';

const WIDTH = 80;
/** Fields of one object that are told; the others are counted. */
const FIELDS = 12;
export const MARKS = { add: '+', change: '~', remove: '-' } as const;

/** A comparison for a terminal of 80 columns. */
export function diffText({ from, to, summary, difference }: Comparison): string {
  const { objects } = difference;
  const plain = otherFiles(difference);
  const [a, b] = [from, to].map(({ name, digest }) => `${name} ${digest.slice(0, 19)}`);
  const title = `${a} -> ${b}`;
  return [
    ...(title.length <= WIDTH ? [title] : [`${a}`, `-> ${b}`]),
    ...(objects.length > 0 ? ['', 'OBJECTS', ...objects.flatMap(objectLines)] : []),
    ...(plain.length > 0 ? ['', objects.length > 0 ? 'OTHER FILES' : 'FILES'] : []),
    ...plain.flatMap((one) => wrapWords(fileLine(one), WIDTH, '', '    ')),
    '',
    ...summary.flatMap((line) => wrapWords(line, WIDTH, '', '  ')),
  ]
    .map(printable)
    .join('\n');
}

export function fileLine({ action, path, sizeBytes: { before, after } }: FileDifference): string {
  const sizes = [before, after].filter((size) => size !== undefined).join(' -> ');
  return `${MARKS[action]} ${path} (${sizes} bytes)`;
}

function objectLines(change: ObjectDelta): string[] {
  const { action, object, paths } = change;
  const lines = changeLines(change, WIDTH - 10);
  const left = lines.length - FIELDS;
  return [
    `${MARKS[action]} ${fullObjectText(object)}`,
    ...wrapWords(`in ${listed(paths, 4)}`, WIDTH, '    ', '      '),
    ...lines.slice(0, FIELDS).flatMap((one) => wrapWords(one, WIDTH, '    ', '      ')),
    ...(left > 0 ? [`    … ${plural(left, 'more field')}: --output json tells all`] : []),
  ];
}

/** The images first, then the other fields. */
export function changeLines({ fields, images }: ObjectDelta, most: number): string[] {
  const others = fields.filter(
    ({ before, after }) => !images.some((one) => one.before === before && one.after === after),
  );
  return [...images.map(imageText), ...others.map((field) => fieldText(field, most))];
}
