import { Boxed, Int, type Member, type Methods } from '../boxed';
import { FunctionFailure, nilDereference } from '../errors';
import { fixed, type TemplateFunction } from '../functions';
import {
  compareVersions,
  metadataProblem,
  prereleaseProblem,
  versionText,
  type VersionData,
} from './version';

/** Go's `*semver.Version`, or the `semver.Version` that its methods give. */
export class Version extends Boxed {
  constructor(
    readonly data: VersionData,
    readonly type: '*semver.Version' | 'semver.Version' = '*semver.Version',
  ) {
    super();
  }

  get kind(): string {
    return this.type.startsWith('*') ? 'ptr' : 'struct';
  }

  override text(): string {
    return versionText(this.data);
  }

  override plain(): unknown {
    return this.text();
  }

  override deepEquals(other: Boxed): boolean {
    return other instanceof Version && allOf(other.data) === allOf(this.data);
  }

  override equals(other: Boxed): boolean {
    return this.kind === 'ptr' ? other === this : this.deepEquals(other);
  }

  override member(name: string): Member | undefined {
    if (!FIELDS.has(name)) return super.member(name);
    return { refused: `${name} is an unexported field of struct type ${this.type}` };
  }

  protected override methods(): Methods {
    return this.kind === 'ptr' ? POINTER_METHODS : METHODS;
  }
}

const FIELDS: ReadonlySet<string> = new Set([
  'major',
  'metadata',
  'minor',
  'original',
  'patch',
  'pre',
]);

function allOf(data: VersionData): string {
  return `${versionText(data)} ${data.original}`;
}

const of = (self: unknown) => (self instanceof Version ? self.data : nilDereference());
const get = (part: (data: VersionData) => unknown): TemplateFunction => ({
  ...fixed([], () => undefined),
  call: ((self: unknown) => part(of(self))) as TemplateFunction['call'],
});
const number = (part: 'major' | 'minor' | 'patch') => get((data) => new Int(data[part], 'uint64'));
/** The version with other parts; what it was written as keeps its `v`. */
const changed = (data: VersionData, parts: Partial<VersionData>): Version => {
  const next = { ...data, ...parts };
  const v = data.original.startsWith('v') ? 'v' : '';
  return new Version({ ...next, original: v + versionText(next) }, 'semver.Version');
};
const wrap = (value: bigint) => BigInt.asUintN(64, value);
const release = { prerelease: '', metadata: '' };
const setting = (
  part: 'prerelease' | 'metadata',
  problemOf: (text: string) => string | undefined,
): TemplateFunction => ({
  ...fixed(['string'], () => undefined),
  call: ((self: unknown, text: string) => {
    const problem = text === '' ? undefined : problemOf(text);
    if (problem !== undefined) throw new FunctionFailure(problem);
    return changed(of(self), { [part]: text });
  }) as TemplateFunction['call'],
});
const comparing = (result: (order: number) => unknown): TemplateFunction => ({
  ...fixed(['*semver.Version'], () => undefined),
  call: ((self: unknown, other: unknown) =>
    result(compareVersions(of(self), of(other)))) as TemplateFunction['call'],
});

const METHODS: Methods = {
  IncMajor: get((data) =>
    changed(data, { ...release, major: wrap(data.major + 1n), minor: 0n, patch: 0n }),
  ),
  IncMinor: get((data) => changed(data, { ...release, minor: wrap(data.minor + 1n), patch: 0n })),
  IncPatch: get((data) =>
    changed(data, {
      ...release,
      patch: data.prerelease === '' ? wrap(data.patch + 1n) : data.patch,
    }),
  ),
  Major: number('major'),
  Metadata: get((data) => data.metadata),
  Minor: number('minor'),
  Patch: number('patch'),
  Prerelease: get((data) => data.prerelease),
  SetMetadata: setting('metadata', metadataProblem),
  SetPrerelease: setting('prerelease', prereleaseProblem),
  String: get(versionText),
  // For databases: the text, like String.
  Value: get(versionText),
};

const POINTER_METHODS: Methods = {
  ...METHODS,
  Compare: comparing((order) => new Int(BigInt(order))),
  Equal: {
    ...fixed(['*semver.Version'], () => undefined),
    call: ((self: unknown, other: unknown) =>
      other !== null && compareVersions(of(self), of(other)) === 0) as TemplateFunction['call'],
  },
  GreaterThan: comparing((order) => order > 0),
  GreaterThanEqual: comparing((order) => order >= 0),
  LessThan: comparing((order) => order < 0),
  LessThanEqual: comparing((order) => order <= 0),
  Original: get((data) => data.original),
};
