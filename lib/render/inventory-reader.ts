import { escapeToken, nearest, type Pointer } from '../core';
import type { YamlDocument } from '../core/yaml';
import { isMap } from '../template';
import { RenderError } from './errors';

type Map = Readonly<Record<string, unknown>>;

/** Takes an inventory apart; what is not as it must be ends the reading, with its line. */
export class InventoryReader {
  constructor(
    readonly document: YamlDocument,
    readonly file: string,
  ) {}

  known(map: Map, keys: readonly string[], pointer: Pointer): void {
    for (const key of Object.keys(map)) {
      if (keys.includes(key)) continue;
      const meant = nearest(key, keys);
      const hint = meant ? `write '${meant}'` : `write one of ${keys.join(', ')}`;
      this.refuseAt(`unknown key '${key}'`, hint, `${pointer}/${escapeToken(key)}`);
    }
  }

  map(value: unknown, pointer: Pointer, what: string): Map {
    return isMap(value) ? value : this.refuse(value, pointer, `a map, as ${what} is`);
  }

  list<T>(value: unknown, pointer: Pointer, read: (item: unknown, pointer: Pointer) => T): T[] {
    if (!Array.isArray(value)) return this.refuse(value, pointer, 'a list');
    return value.map((item, i) => read(item, `${pointer}/${i}`));
  }

  /** A map whose keys are names, each value read by `read`. */
  byName<T>(
    value: unknown,
    pointer: Pointer,
    read: (item: unknown, pointer: Pointer) => T,
  ): Record<string, T> {
    const map = this.map(value ?? {}, pointer, 'this');
    return Object.fromEntries(
      Object.entries(map).map(([key, item]) => [key, read(item, `${pointer}/${escapeToken(key)}`)]),
    );
  }

  /** A text that must be there. */
  text(map: Map, key: string, pointer: Pointer, what: string): string {
    const value = map[key];
    if (typeof value === 'string' && value !== '') return value;
    if (value === undefined || value === null || value === '') {
      return this.refuseAt(`${what} needs a ${key}`, `write ${key}`, pointer);
    }
    return this.refuse(value, `${pointer}/${key}`, 'a text');
  }

  /** A text, `''` where nothing is written. */
  anyText(value: unknown, pointer: Pointer): string {
    if (value === undefined || value === null) return '';
    return typeof value === 'string' ? value : this.refuse(value, pointer, 'a text');
  }

  texts(value: unknown, pointer: Pointer): string[] {
    return this.list(value ?? [], pointer, (item, at) => this.anyText(item, at));
  }

  textMap(value: unknown, pointer: Pointer): Record<string, string> {
    return this.byName(value, pointer, (item, at) =>
      typeof item === 'string' ? item : this.refuse(item, at, 'a text'),
    );
  }

  refuse(value: unknown, pointer: Pointer, expected: string): never {
    const shown = JSON.stringify(value) as string | undefined;
    return this.refuseAt(
      `'${pointer}' is ${shown ?? 'missing'}, expected ${expected}`,
      expected === 'a text' ? `quote it: "${String(value)}"` : `write ${expected}`,
      pointer,
    );
  }

  refuseAt(problem: string, hint: string, pointer: Pointer): never {
    return this.fail(problem, hint, this.document.lineOf(pointer));
  }

  fail(problem: string, hint: string, line?: number): never {
    const place = line === undefined ? this.file : `${this.file}:${line}`;
    throw new RenderError('INVENTORY_INVALID', `${place}: ${problem}`, hint);
  }
}
