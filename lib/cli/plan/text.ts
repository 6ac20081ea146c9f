import type {
  ApplicationChange,
  Danger,
  Foreign,
  ObjectChange,
  PinChange,
  Plan,
  Unknown,
} from '../../plan';
import { sorted, summaryOf, withoutPins } from './summary';
import {
  applicationsText,
  objectsText,
  fieldText,
  fileLines,
  imageText,
  listed,
  objectText,
  pinnedText,
  pinTitle,
  placesText,
  plural,
  undoText,
} from './words';
import { wrapWords as wrap } from '../wrap-words';

const WIDTH = 80;
/** Fields of one object that are told; the others are counted. */
const FIELDS = 8;
/** Objects of one section that are told; dangers always are. */
const OBJECTS = 200;
const MARKS = { add: '+', change: '~', remove: '-' } as const;
const FATES: Partial<Record<string, string>> = {
  left: 'stays in the cluster until a person removes it: no automated prune',
  kept: 'stays in the cluster: its sync options say so',
  refused: 'stays: Argo CD refuses to prune everything (allowEmpty)',
};

/** A plan for a terminal of 80 columns: dangers, pins, Applications, objects, what is not known. */
export function planText(plan: Plan): string {
  const { own, withApplications } = sorted(plan.objects);
  const hub = withoutPins(plan.hub);
  const sections = [
    section('NOT COMPARED', plan.unknown.map(unknownLines)),
    section(
      'DANGER',
      plan.dangers.map((danger) => dangerLines(danger, plan.pins)),
    ),
    section('PINS', plan.pins.map(pinLines)),
    section('APPLICATIONS', plan.applications.map(applicationLines)),
    section(plan.direct ? 'OBJECTS' : 'HUB', most(hub)),
    section('OBJECTS', [...most(own), ...companions(withApplications)]),
    section('NOT IN GIT', (plan.foreign ?? []).map(foreignLines)),
    section(
      'UNDO',
      (plan.undo ?? []).map((one) => wrap(one, WIDTH, '  ', '    ')),
    ),
    section(
      'NOTES',
      plan.notes.map(({ message, hint, places }) => [
        ...wrap(message, WIDTH, '  ', '    '),
        ...line(placesText(places)),
        ...wrap(hint, WIDTH, '    '),
      ]),
    ),
  ];
  return [`${plan.base} -> ${plan.head}`, ...sections.flat(), '', summaryOf(plan)].join('\n');
}

function section(title: string, entries: readonly (readonly string[])[]): string[] {
  return entries.length === 0 ? [] : ['', title, ...entries.flat()];
}

function most(objects: readonly ObjectChange[]): string[][] {
  const left = objects.length - OBJECTS;
  const shown = objects.slice(0, OBJECTS).map(objectLines);
  return left > 0 ? [...shown, [`… ${left} more: --output json tells all`]] : shown;
}

function line(text: string): string[] {
  return text === '' ? [] : wrap(text, WIDTH, '    ', '      ');
}

function unknownLines({ message, hint, files = [], places }: Unknown): string[] {
  const shown = files.slice(0, FIELDS).flatMap((file) => fileLines(file, WIDTH - 10));
  return [
    ...wrap(message, WIDTH, '? ', '    '),
    ...line(applicationsText(places)),
    ...line(hint),
    ...shown.flatMap(line),
    ...(files.length > FIELDS ? [`    … ${plural(files.length - FIELDS, 'more file')}`] : []),
  ];
}

function foreignLines({ owner, objects, pruned }: Foreign): string[] {
  const fate = pruned ? ': the next sync removes them' : '';
  return [...wrap(`${owner}${fate}`, WIDTH, '  ', '    '), ...line(objectsText(objects))];
}

function dangerLines(danger: Danger, pins: readonly PinChange[]): string[] {
  const { message, places, objects = [], protect } = danger;
  return [
    ...wrap(message, WIDTH, '! ', '    '),
    ...(objects.length > 1 ? line(objectsText(objects)) : []),
    ...line(placesText(places)),
    ...line(protect ?? ''),
    ...line(undoText(danger, pins)),
  ];
}

function pinLines(pin: PinChange): string[] {
  return [
    `  ${pinTitle(pin)}`,
    ...line(`${pinnedText(pin.from)} -> ${pinnedText(pin.to)}`),
    ...line(placesText(pin.places)),
    ...line(`undo: ${pin.undo}`),
  ];
}

const TITLES: Readonly<Record<ApplicationChange['action'], string>> = {
  add: '+ new',
  remove: '- deleted',
  renamed: '! renamed, deleted and made again',
  recreated: '! other ApplicationSet, deleted and made again',
  moved: '! other cluster',
  namespace: '! other namespace',
  project: '~ other project',
  source: '~ other source',
};

function applicationLines(change: ApplicationChange): string[] {
  const { action, set, places, objects, values } = change;
  const by = set === undefined ? '' : ` of ApplicationSet ${set}`;
  const content = objects === undefined ? '' : `, ${plural(objects, 'object')}`;
  const isOne = action === 'add' || action === 'remove';
  const pairs = isOne
    ? []
    : [...new Set(values.map(([a, b]) => `${a || 'none'} -> ${b || 'none'}`))];
  const names = listed(
    places.map(({ application }) => application),
    6,
  );
  return [
    ...wrap(
      `${TITLES[action]}${by}: ${plural(places.length, 'Application')}${content}`,
      WIDTH,
      '',
      '    ',
    ),
    ...(action === 'renamed' ? [] : line(names)),
    ...line(placesText(places)),
    ...pairs.slice(0, FIELDS).flatMap(line),
    ...(pairs.length > FIELDS ? [`    … ${pairs.length - FIELDS} more`] : []),
  ];
}

function objectLines(change: ObjectChange): string[] {
  const { action, object, fields, images, fate, places, written, composedBy } = change;
  const told = fields.filter(
    ({ path }) => !images.some(({ container }) => isImage(path, container)),
  );
  return [
    `${MARKS[action]} ${objectText(object)}`,
    ...line(written ?? ''),
    ...(composedBy ? line(`composed by ${objectText(composedBy)}`) : []),
    ...line(placesText(places)),
    ...line(FATES[fate ?? ''] ?? ''),
    ...images.flatMap((image) => line(imageText(image))),
    ...told.slice(0, FIELDS).flatMap((field) => line(fieldText(field, WIDTH - 10))),
    ...(told.length > FIELDS ? [`    … ${plural(told.length - FIELDS, 'more field')}`] : []),
  ];
}

function isImage(path: string, container: string): boolean {
  return path.endsWith(`ontainers[${container}].image`);
}

/** What comes and goes with Applications, by kind: those are told above. */
function companions(objects: readonly ObjectChange[]): string[][] {
  return (['add', 'remove'] as const).flatMap((action) => {
    const kinds = new Map<string, number>();
    for (const one of objects) {
      if (one.action !== action) continue;
      kinds.set(one.object.kind, (kinds.get(one.object.kind) ?? 0) + 1);
    }
    if (kinds.size === 0) return [];
    const counted = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
    const what = action === 'add' ? 'new' : 'deleted';
    return [wrap(`with ${what} Applications: ${counted}`, WIDTH, `${MARKS[action]} `, '    ')];
  });
}
