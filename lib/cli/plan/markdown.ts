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
  fieldText,
  fileLines,
  fullObjectText,
  listed,
  objectText,
  objectsText,
  pinnedText,
  pinTitle,
  placesText,
  plural,
  undoText,
} from './words';

const SIGNS = { add: '+', change: '!', remove: '-' } as const;
/** GitHub refuses comments of more characters than 65,536. */
const LIMIT = 60_000;
/** Files of one source that are told. */
const FILES = 12;

/** A plan as a comment on a pull request: what matters in sight, the fields behind a fold. */
export function planMarkdown(plan: Plan): string {
  const { own, withApplications } = sorted(plan.objects);
  const parts = [
    `### Plan: \`${plan.base}\` → \`${plan.head}\``,
    `**${summaryOf(plan)}**`,
    unknown(plan.unknown),
    dangers(plan.dangers, plan.pins),
    pins(plan.pins),
    applications(plan.applications),
    fold(plan.direct ? 'Changes of objects' : 'Changes of the hub', withoutPins(plan.hub)),
    fold('Changes of objects', own),
    fold('Objects of new and deleted Applications', withApplications),
    foreign(plan.foreign ?? []),
    undo(plan.undo ?? []),
    notes(plan.notes),
  ];
  const text = parts.filter((part) => part !== '').join('\n\n');
  if (text.length <= LIMIT) return text;
  const kept = text.slice(0, LIMIT).replace(/\n[^\n]*$/, '');
  const fence = (kept.match(/^```/gm)?.length ?? 0) % 2 === 1 ? '\n```' : '';
  const isOpen = kept.lastIndexOf('<details>') > kept.lastIndexOf('</details>');
  return `${kept}${fence}${isOpen ? '\n</details>' : ''}\n\n_Cut: run the plan for the rest._`;
}

function unknown(all: readonly Unknown[]): string {
  if (all.length === 0) return '';
  const lines = all.flatMap(({ message, hint, files = [], places }) => {
    const where = applicationsText(places);
    return [
      `> - ${escape(message)}${where && ` (${escape(where)})`}  `,
      `>   _${escape(hint)}_`,
      ...files.slice(0, FILES).flatMap((file) => {
        const [name = '', ...fields] = fileLines(file, 120);
        return [`>   - ${escape(name)}`, ...fields.map((one) => `>     - ${escape(one.trim())}`)];
      }),
      ...(files.length > FILES ? [`>   - … ${plural(files.length - FILES, 'more file')}`] : []),
    ];
  });
  return ['> [!WARNING]', '> **Not compared**', ...lines].join('\n');
}

function dangers(all: readonly Danger[], pinned: readonly PinChange[]): string {
  if (all.length === 0) return '';
  const lines = all.map((danger) => {
    const { message, places, objects = [], protect } = danger;
    const where = placesText(places);
    const which = objects.length > 1 ? `  \n>   ${escape(objectsText(objects))}` : '';
    const how = protect === undefined ? '' : `  \n>   ${escape(protect)}`;
    return `> - ${escape(message)}${where && ` (${escape(where)})`}${which}${how}  \n>   _${escape(undoText(danger, pinned))}_`;
  });
  return ['> [!CAUTION]', ...lines].join('\n');
}

function pins(all: readonly PinChange[]): string {
  if (all.length === 0) return '';
  const rows = all.map((pin) => {
    const cells = [
      pinTitle(pin),
      pinnedText(pin.from),
      pinnedText(pin.to),
      placesText(pin.places),
      pin.undo,
    ];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return ['| pin | from | to | where | undo |', '|---|---|---|---|---|', ...rows].join('\n');
}

function applications(all: readonly ApplicationChange[]): string {
  if (all.length === 0) return '';
  const rows = all.map(({ action, set = '', places }) => {
    const names = listed(
      places.map(({ application }) => application),
      6,
    );
    const cells = [action, String(places.length), names, set, placesText(places)];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return [
    '| Applications | number | names | ApplicationSet | where |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function fold(title: string, all: readonly ObjectChange[]): string {
  if (all.length === 0) return '';
  const body = all.flatMap(objectLines).join('\n').replace(/```/g, "'''");
  const summary = `<summary>${title}: ${all.length}</summary>`;
  return `<details>${summary}\n\n\`\`\`diff\n${body}\n\`\`\`\n</details>`;
}

function objectLines(change: ObjectChange): string[] {
  const { action, object, fields, fate, places, written, composedBy } = change;
  const by = composedBy && `composed by ${objectText(composedBy)}`;
  const where = [placesText(places), by, fate && `(${fate})`, written && `[${written}]`]
    .filter(Boolean)
    .join(' ');
  return [
    `${SIGNS[action]} ${fullObjectText(object)}${where && `  ${where}`}`,
    ...fields.map((field) => `    ${fieldText(field, 200)}`),
  ];
}

function foreign(all: readonly Foreign[]): string {
  if (all.length === 0) return '';
  const lines = all.map(({ owner, objects, pruned }) => {
    const fate = pruned ? ', which the next sync removes' : '';
    return `- of ${escape(owner)}${fate}: ${escape(objectsText(objects))}`;
  });
  return ['**Runs, and is not in Git**', ...lines].join('\n');
}

function undo(all: readonly string[]): string {
  if (all.length === 0) return '';
  return ['**Undo**', ...all.map((one) => `- \`${one.replace(/`/g, "'")}\``)].join('\n');
}

function notes(all: Plan['notes']): string {
  if (all.length === 0) return '';
  const lines = all.map(({ message, hint, places }) => {
    const where = places.length > 0 ? ` (${plural(places.length, 'Application')})` : '';
    return `- ${escape(message)}${where}: ${escape(hint)}`;
  });
  return ['**Notes**', ...lines].join('\n');
}

function cell(text: string): string {
  return escape(text).replace(/\|/g, '\\|');
}

function escape(text: string): string {
  return text.replace(/[<>*_`]/g, (mark) => `\\${mark}`).replace(/\n/g, ' ');
}
