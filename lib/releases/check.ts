import { escapeToken, nearest, NEEDED_OPTIONS, type NeededOption, type Pointer } from '../core';
import { announcementOf, isAnnounced, REPOSITORY, type Announcement } from './announcement';
import { checkRules } from './check-rules';
import { expected, Faulty, fieldsOf, requireKnown, type Fault } from './faults';
import { HEAD, RELEASE_FIELDS, type Release, type Ring } from './releases';

/** What the file says of one artifact. */
export interface Entry {
  /** What each ring runs, in the order of the file. */
  readonly rings: ReadonlyMap<string, Ring>;
  /** Where it is, of one that another repository builds. */
  readonly announced?: Announcement;
}

/** By artifact, in the order of the file. */
export type RingTable = Map<string, Entry>;

const DIGEST = /^sha256:[a-f0-9]{64}$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const PIN_FIELDS = [...RELEASE_FIELDS, 'previous'];

const RESERVED = {
  message: "'previous' is no name of a ring",
  hint: 'choose another: promote --to previous takes a ring back to its release before',
};

/** The content of a releases file, or its first fault. */
export function checkReleases(content: unknown): RingTable | Fault {
  try {
    return artifactsOf(content);
  } catch (cause) {
    if (cause instanceof Faulty) return cause.fault;
    throw cause;
  }
}

function artifactsOf(content: unknown): RingTable {
  const table: RingTable = new Map();
  for (const [artifact, rings] of fieldsOf(content, '', 'a map of artifacts')) {
    const pointer = `/${escapeToken(artifact)}`;
    requireLabel(artifact, 'artifact', pointer);
    const entries = fieldsOf(rings, pointer, `the rings of '${artifact}', e.g. { staging: head }`);
    const announced = announcementOf(entries, artifact, pointer);
    const own = entries.filter(([key, value]) => !isAnnounced(key, value));
    table.set(artifact, {
      rings: new Map(
        own.map(([ring, value]) => {
          const at = `${pointer}/${escapeToken(ring)}`;
          requireLabel(ring, 'ring', at);
          if (ring === 'previous') throw new Faulty({ pointer: at, ...RESERVED });
          return [ring, ringOf(value, at)];
        }),
      ),
      ...(announced && { announced }),
    });
  }
  return table;
}

function requireLabel(name: string, what: string, pointer: Pointer): void {
  if (LABEL.test(name)) return;
  throw new Faulty({
    pointer,
    message: `'${name}' is no name of ${what === 'artifact' ? 'an' : 'a'} ${what}`,
    hint: 'use lower-case letters, digits and dashes, at most 63',
  });
}

function ringOf(value: unknown, pointer: Pointer): Ring {
  if (value === 'head') return HEAD;
  const pin = fieldsByName(value, pointer, "'head' or { version, digest, drift }", PIN_FIELDS);
  const { previous } = pin;
  if (previous === undefined) return releaseIn(pin, pointer);
  const at = `${pointer}/previous`;
  const before = fieldsByName(previous, at, '{ version, digest, drift }', RELEASE_FIELDS);
  return { ...releaseIn(pin, pointer), previous: releaseIn(before, at) };
}

function fieldsByName(
  value: unknown,
  pointer: Pointer,
  what: string,
  known: readonly string[],
): Readonly<Record<string, unknown>> {
  const fields = Object.fromEntries(fieldsOf(value, pointer, what)) as Record<string, unknown>;
  for (const key of Object.keys(fields)) requireKnown(key, known, `${pointer}/${escapeToken(key)}`);
  return fields;
}

function releaseIn(
  { version, repository, digest, drift, syncOptions }: Readonly<Record<string, unknown>>,
  pointer: Pointer,
): Release {
  if (typeof digest !== 'string' || !DIGEST.test(digest)) {
    const place = digest === undefined ? pointer : `${pointer}/digest`;
    throw new Faulty({
      pointer: place,
      message: `digest is ${digest === undefined ? 'missing' : JSON.stringify(digest)}`,
      hint: "write 'sha256:' and 64 lower-case hex digits, as push prints them",
    });
  }
  return {
    ...(version === undefined ? {} : { version: versionOf(version, `${pointer}/version`) }),
    ...(repository === undefined
      ? {}
      : { repository: repositoryOf(repository, `${pointer}/repository`) }),
    digest,
    drift: drift === undefined ? [] : checkRules(drift, `${pointer}/drift`),
    ...(syncOptions === undefined
      ? {}
      : { syncOptions: optionsOf(syncOptions, `${pointer}/syncOptions`) }),
  };
}

function optionsOf(value: unknown, pointer: Pointer): readonly NeededOption[] {
  if (!Array.isArray(value)) {
    throw new Faulty({ pointer, ...expected('a list of sync options', value) });
  }
  const known: readonly unknown[] = NEEDED_OPTIONS;
  value.forEach((option: unknown, index) => {
    if (known.includes(option)) return;
    const near = typeof option === 'string' ? nearest(option, NEEDED_OPTIONS) : undefined;
    throw new Faulty({
      pointer: `${pointer}/${index}`,
      message: `${JSON.stringify(option)} is no option that content needs`,
      hint: `write ${near ?? NEEDED_OPTIONS.join(' or ')}`,
    });
  });
  return value as NeededOption[];
}

function repositoryOf(repository: unknown, pointer: Pointer): string {
  const { form, hint } = REPOSITORY;
  if (typeof repository === 'string' && form.test(repository)) return repository;
  throw new Faulty({ pointer, message: `repository is ${JSON.stringify(repository)}`, hint });
}

function versionOf(version: unknown, pointer: Pointer): string {
  if (typeof version === 'string' && version !== '') return version;
  throw new Faulty({
    pointer,
    message: `version is ${JSON.stringify(version)}, not a string`,
    hint: 'put it between quotes',
  });
}
