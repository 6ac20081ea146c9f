/**
 * The way from a variable to a value: `self`, `items`, `@items`, `name`.
 *
 * Go's estimator appends to slices that share their memory, so that of two fields of one variable the
 * later may overwrite the name of the earlier, whose size is then that of the later. What a rule
 * costs depends on it, so names are kept here as there.
 */
export class Path {
  private constructor(
    private readonly memory: string[],
    private readonly length: number,
    private readonly room: number,
  ) {}

  static of(name: string): Path {
    return new Path([name], 1, 1);
  }

  /** @param path `undefined` for a value that no field of the schema holds. */
  static append(path: Path | undefined, name: string): Path {
    if (!path) return Path.of(name);
    const { memory, length, room } = path;
    if (length < room) {
      memory[length] = name;
      return new Path(memory, length + 1, room);
    }
    return new Path([...memory.slice(0, length), name], length + 1, 2 * room);
  }

  /** The names, as they read now. */
  names(): readonly string[] {
    return this.memory.slice(0, this.length);
  }
}
