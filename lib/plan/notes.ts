import { sortPlaces } from './grouping';
import type { Note, Place } from './types';

/** Gathers equal notes into one with all its places. */
export class Notes {
  readonly #found = new Map<string, { note: Note; places: Place[] }>();

  add(note: Omit<Note, 'places'>, places: readonly Place[]): void {
    const key = `${note.message}\n${note.hint}`;
    const known = this.#found.get(key);
    if (known) known.places.push(...places);
    else this.#found.set(key, { note: { ...note, places: [] }, places: [...places] });
  }

  addAll(notes: readonly Note[]): void {
    for (const { places, ...note } of notes) this.add(note, places);
  }

  all(): Note[] {
    return [...this.#found.values()].map(({ note, places }) => ({
      ...note,
      places: sortPlaces(places),
    }));
  }
}
