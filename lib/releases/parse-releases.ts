import { nearest, parseDocuments, type YamlDocument } from '../core';
import { checkReleases, type RingTable } from './check';
import { ReleasesError } from './errors';
import type { Fault } from './faults';
import type { Releases } from './releases';

/**
 * Reads `releases.yaml`: artifacts, their rings, and what each ring runs. A file without content
 * names nothing.
 *
 * @param file as messages show it; nothing is opened.
 * @throws {ReleasesError} `RELEASES_INVALID` with file and line: broken YAML, unknown keys, digests
 *   that are none, wrong shapes.
 */
export function parseReleases(text: string, file: string): Releases {
  return new ReadReleases(readTable(text, file), file);
}

/** The content of the file as data; for edits, which compare before and after. */
export function readTable(text: string, file: string): RingTable {
  const [document, second] = parseDocuments(text);
  if (!document || document.empty) return new Map();
  if (second) throw invalid(file, second.line, 'second document starts here', 'keep one document');
  if (document.problem) {
    const { line, message } = document.problem;
    throw invalid(file, line, message, 'repair the YAML');
  }
  const checked = checkReleases(document.value);
  if (checked instanceof Map) return checked;
  throw faulty(checked, document, file);
}

function faulty(fault: Fault, document: YamlDocument, file: string): ReleasesError {
  return invalid(file, document.lineOf(fault.pointer), fault.message, fault.hint);
}

function invalid(
  file: string,
  line: number | undefined,
  message: string,
  hint: string,
): ReleasesError {
  return new ReleasesError('RELEASES_INVALID', `${file}:${line ?? 1}: ${message}`, hint);
}

class ReadReleases implements Releases {
  constructor(
    private readonly table: RingTable,
    private readonly file: string,
  ) {}

  ring(artifact: string, ring: string) {
    const entry = this.table.get(artifact);
    if (!entry) {
      throw new ReleasesError(
        'RELEASES_ARTIFACT_UNKNOWN',
        `${this.file} names no artifact '${artifact}'`,
        order(artifact, this.artifacts(), `add '${artifact}: { ${ring}: head }' to ${this.file}`),
      );
    }
    const found = entry.rings.get(ring);
    if (found) return found;
    throw new ReleasesError(
      'RELEASES_RING_UNKNOWN',
      `${this.file} names no ring '${ring}' of artifact '${artifact}'`,
      order(ring, this.rings(artifact), `add '${ring}: head' to '${artifact}' in ${this.file}`),
    );
  }

  rings(artifact: string): string[] {
    return [...(this.table.get(artifact)?.rings.keys() ?? [])];
  }

  artifacts(): string[] {
    return [...this.table.keys()];
  }

  announced(artifact: string) {
    return this.table.get(artifact)?.announced;
  }
}

function order(word: string, known: readonly string[], otherwise: string): string {
  const meant = nearest(word, known);
  if (meant !== undefined) return `write '${meant}'`;
  return known.length > 0 ? `write one of ${known.join(', ')}, or ${otherwise}` : otherwise;
}
