/**
 * Everything that is not a pure function of its input: disk, environment, clock, terminal, network.
 * Made real at two edges only, `lib/cli/world.ts` and `constructs/app.ts`; tests pass a few lines.
 */
export interface World {
  /** Absolute path that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly disk: Disk;
  /** Milliseconds since 1970; only `push` and its kin may ask. */
  now(): number;
  /** Results, to stdout; a line feed is added. */
  print(text: string): void;
  /** Everything else, to stderr; a line feed is added. */
  report(text: string): void;
  /**
   * Asks a person for a secret, without echo; absent where nobody is there to answer.
   *
   * @param text what is asked for, without a colon.
   */
  readonly askSecret?: (text: string) => Promise<string>;
}

/** The file system. Paths are absolute or relative to {@link World.cwd}. */
export interface Disk {
  /**
   * The bytes of a file; `undefined` where there is none. Other failures throw.
   *
   * @param room zeros that the bytes may be put into, from the start, instead of memory of their own;
   *   the result tells where they are.
   */
  read(path: string, room?: Buffer): Buffer | undefined;
  /** `'file'` and `'directory'` as links resolve; `undefined` where there is nothing. */
  kindOf(path: string): 'file' | 'directory' | undefined;
  /** The path behind all links, the same for all ways to one thing; as it is where nothing is. */
  realPath(path: string): string;
  /** Names in a directory, in byte order; `[]` where there is none. */
  list(directory: string): readonly DirectoryEntry[];
  /**
   * Writes all or nothing: each file as a temporary sibling first, then all are renamed. Parent
   * folders are made. A failure removes the siblings and leaves the old files as they were.
   */
  write(files: ReadonlyMap<string, string | Uint8Array>, options?: WriteOptions): void;
  /** Removes files, and the folders that this leaves empty below `root`. Missing files are fine. */
  remove(paths: Iterable<string>, root: string): void;
}

export interface WriteOptions {
  /** Whether only the owner may read and write the files: keys, logins. Default: false. */
  readonly isPrivate?: boolean;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'link' | 'other';
}
