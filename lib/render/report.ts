import { nearest, type Diagnostic, type Manifest, type Origin, type Pointer } from '../core';
import { isMap, printValue } from '../template';
import { ExpansionFailure } from './failure';
import { generators } from './generators';
import { repairOf } from './instead-of';
import type { Params } from './params';

const DOCS = 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/';

/** Collects what is wrong with one ApplicationSet; equal failures of many sets count as one. */
export class Report {
  readonly #found: Diagnostic[] = [];
  #unknown = false;
  readonly #params = new WeakMap<Manifest, Params>();
  readonly #failures = new Map<string, { failure: ExpansionFailure; sets: Params[] }>();

  constructor(
    readonly manifest: Manifest,
    readonly origin: Origin,
  ) {}

  get failed(): boolean {
    return this.#failures.size > 0;
  }

  /** Whether more Applications might be there if nothing had failed. */
  get unsure(): boolean {
    return this.failed || this.#unknown;
  }

  /** Runs a part of the expansion; a failure is noted and gives `undefined`. */
  attempt<T>(work: () => T, params?: Params): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof ExpansionFailure)) throw error;
      const key = `${error.pointer}\n${error.message}`;
      const known = this.#failures.get(key) ?? { failure: error, sets: [] };
      if (params !== undefined) known.sets.push(params);
      this.#failures.set(key, known);
      return undefined;
    }
  }

  /** Keeps what an Application was made of. */
  made(application: Manifest, params: Params): void {
    this.#params.set(application, params);
  }

  /** `null` for one that is written out. */
  paramsOf(application: Manifest): Params {
    return this.#params.get(application) ?? null;
  }

  add(found: Pick<Diagnostic, 'rule' | 'severity' | 'message' | 'hint' | 'pointer'>): void {
    this.#found.push({ source: DOCS, ...found, manifest: this.manifest, origin: this.origin });
  }

  /** Something that Argo CD takes without a word; told once, however often it is met. */
  warn(message: string, hint: string, pointer: Pointer): void {
    if (this.#found.some((known) => known.pointer === pointer && known.message === message)) return;
    const rule = 'application-set-input-suspicious';
    this.add({ rule, severity: 'warning', message, hint, pointer });
  }

  unknownGenerator(entry: unknown, pointer: Pointer, argocd?: string): void {
    this.#unknown = true;
    const newer = generators.find(({ key, since }) => since && isMap(entry) && isMap(entry[key]));
    const keys = isMap(entry) ? Object.keys(entry).filter((key) => key !== 'selector') : [];
    const names = generators.map(({ key }) => key);
    const meant = keys.map((key) => nearest(key, names)).find((name) => name !== undefined);
    this.add({
      rule: 'application-set-generator-unknown',
      severity: 'error',
      message: `has no generator that Argo CD${newer ? ` ${argocd}` : ''} knows (${keys.join(', ') || 'nothing at all'}), so it gives no Applications and deletes those it gave before`,
      hint: newer
        ? `raise the target argocd from ${argocd} to ${newer.since}, which brought ${newer.key}, or write the folders out as a list`
        : meant
          ? `write ${meant}`
          : `write one of ${names.join(', ')}`,
      pointer,
    });
  }

  diagnostics(): Diagnostic[] {
    for (const { failure, sets } of this.#failures.values()) {
      this.add({
        rule: failure.rule,
        severity: 'error',
        message:
          failure.rule === 'application-set-fails'
            ? `freezes the whole ApplicationSet${describeSets(sets)}: ${failure.message}`
            : failure.message,
        hint: repairOf(failure.message, sets[0] ?? null) ?? failure.hint,
        pointer: failure.pointer,
      });
    }
    this.#failures.clear();
    return this.#found;
  }
}

/** Which parameter set it was, by its name if it has one, and how many more there are. */
function describeSets([first, ...more]: readonly Params[]): string {
  const name = first?.name;
  if (first === undefined) return '';
  const which = typeof name === 'string' ? ` for '${name}'` : ` for ${printValue(first)}`;
  return more.length > 0 ? `${which} and ${more.length} more` : which;
}
