import { Lazy } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { RELEASE_FIELDS } from '../../lib/releases';
import { KargoError } from './errors';
import { refuseLostRules } from './lost-rules';
import type { GitProvider, KnownStep } from './steps';

export interface PromoteRingOptions {
  /** The Artifact whose line of `releases.yaml` is edited. */
  readonly artifact: IConstruct & { readonly name: string; readonly repository: string };
  /** The ring that is pinned. */
  readonly ring: string;
  /**
   * The ring that was promoted before, whose release is taken as it is, with the drift rules recorded
   * for it. Default none: the tag and the digest of the freight, and no rules, since nobody in the
   * cluster can derive them. Synth refuses that where the content of this program needs some.
   */
  readonly from?: string;
  /** `none` pins no rules whatever the content needs, where `from` is not said. Default: refused. */
  readonly rules?: 'none';
  /** The repository with `releases.yaml`, over https. */
  readonly repoURL: string;
  /** Default `main`. */
  readonly branch?: string;
  /** Path in the repository; default `releases.yaml`. */
  readonly releases?: string;
  /** Whether a pull request is opened and waited for, instead of a push; default false. */
  readonly pullRequest?: boolean;
  /** Default: what Kargo infers from the URL. */
  readonly provider?: GitProvider;
}

const SOURCE = './src';

/**
 * The steps that pin a ring as `promote` does: what the release is, and `previous` to go back
 * to. They fail where the ring before no longer runs what is promoted. What rings run is in git then;
 * the pipeline that synthesizes from it delivers.
 *
 * Kargo's own `yaml-update` cannot do this: it sets scalars that exist, to the end of their line.
 *
 * @throws {KargoError} `KARGO_PROMOTION_INVALID`; at synth `KARGO_RULES_LOST`.
 */
export function promoteRing(options: PromoteRingOptions): KnownStep[] {
  const { artifact, ring, from, repoURL, branch = 'main', releases = 'releases.yaml' } = options;
  check(options);
  const file = `${SOURCE}/${releases}`;
  const image = `imageFrom(${text(artifact.repository)})`;
  const guard: KnownStep[] =
    from === undefined
      ? []
      : [
          {
            uses: 'fail',
            if: `\${{ outputs.releases.digest != ${image}.Digest }}`,
            config: { message: `ring ${from} of ${artifact.name} no longer runs this freight` },
          },
        ];
  const pin =
    from === undefined
      ? `{"version": ${image}.Tag, "digest": ${image}.Digest, "previous": outputs.releases.digest == ${image}.Digest && outputs.releases.repository == nil ? outputs.releases.before : outputs.releases.now}`
      : 'outputs.releases.pin';
  return [
    { uses: 'git-clone', config: { repoURL, checkout: [{ branch, path: SOURCE }] } },
    {
      uses: 'yaml-parse',
      as: 'releases',
      config: { path: file, outputs: outputsOf(artifact.name, ring, from) },
    },
    ...guard,
    write('clear', `${artifact.name}: {"${ring}": null}\n`),
    // On one line: what is embedded must not look like the end of the map.
    write('pin', pinned(options, `\${{ replace(toJSON(${pin}), "\\n", " ") }}`)),
    {
      uses: 'yaml-merge',
      config: { inFiles: [file, './clear.yaml', './pin.yaml'], outFile: file },
    },
    {
      uses: 'git-commit',
      config: {
        path: SOURCE,
        message: `Promote ${artifact.name} to ${ring}: \${{ ${image}.Tag }}`,
      },
    },
    ...delivery(options, repoURL, branch),
  ];
}

/** The pin as text; without a ring before, synth asks whether rules would be missing in it. */
function pinned({ artifact, ring, from, rules }: PromoteRingOptions, pin: string): string {
  const contents = `${artifact.name}: {"${ring}": ${pin}}\n`;
  if (from !== undefined || rules === 'none') return contents;
  const produce = () => {
    refuseLostRules(artifact, ring);
    return contents;
  };
  return Lazy.any({ produce }) as string;
}

function write(name: string, contents: string): KnownStep {
  return { uses: 'file-write', config: { path: `./${name}.yaml`, contents, overwrite: true } };
}

function delivery(
  { artifact, ring, pullRequest = false, provider }: PromoteRingOptions,
  repoURL: string,
  branch: string,
): KnownStep[] {
  if (!pullRequest) return [{ uses: 'git-push', config: { path: SOURCE, targetBranch: branch } }];
  const at = { repoURL, ...(provider && { provider }) };
  return [
    { uses: 'git-push', as: 'push', config: { path: SOURCE, generateTargetBranch: true } },
    {
      uses: 'git-open-pr',
      as: 'pull-request',
      config: {
        ...at,
        sourceBranch: '${{ outputs.push.branch }}',
        targetBranch: branch,
        title: `Promote ${artifact.name} to ${ring}`,
      },
    },
    {
      uses: 'git-wait-for-pr',
      config: { ...at, prNumber: "${{ outputs['pull-request'].pr.id }}" },
    },
  ];
}

/** Expressions over `releases.yaml`: a ring is a map of a pin, or the text `head`. */
function outputsOf(artifact: string, ring: string, from: string | undefined) {
  const at = (name: string) => `($env[${text(artifact)}] ?? {})[${text(name)}]`;
  const fields = (of: string) => RELEASE_FIELDS.map((key) => `"${key}": ${of}.${key}`).join(', ');
  const release = (of: string) => `{${fields(of)}}`;
  if (from === undefined) {
    const current = (then: string) => `let c = ${at(ring)}; type(c) == "map" ? ${then} : nil`;
    return [
      { name: 'digest', fromExpression: current('c.digest') },
      { name: 'repository', fromExpression: current('c.repository') },
      { name: 'now', fromExpression: current(release('c')) },
      { name: 'before', fromExpression: current('c.previous') },
    ];
  }
  const previous = `type(c) == "map" ? (c.digest == u.digest && c.repository == u.repository ? c.previous : ${release('c')}) : nil`;
  return [
    { name: 'digest', fromExpression: `let u = ${at(from)}; type(u) == "map" ? u.digest : ""` },
    {
      name: 'pin',
      fromExpression: `let u = ${at(from)}; let c = ${at(ring)}; type(u) == "map" ? {${fields('u')}, "previous": ${previous}} : nil`,
    },
  ];
}

function text(value: string): string {
  return JSON.stringify(value);
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function check({ artifact, ring, from, repoURL, releases = 'releases.yaml' }: PromoteRingOptions) {
  const refuse = (problem: string, hint: string) => {
    const place = `the promotion of '${artifact.name}'`;
    throw new KargoError('KARGO_PROMOTION_INVALID', `${place} ${problem}`, hint);
  };
  for (const name of from === undefined ? [ring] : [ring, from]) {
    if (typeof name === 'string' && LABEL.test(name) && name !== 'previous') continue;
    refuse(`names the ring ${JSON.stringify(name)}`, 'write a ring of releases.yaml');
  }
  if (from === ring) refuse(`takes ring '${ring}' from itself`, 'write the ring before it');
  if (!/^https?:\/\/./.test(repoURL)) {
    refuse(`edits '${repoURL}'`, 'write an https URL: Kargo gives up ssh');
  }
  if (releases.startsWith('/') || releases.split('/').includes('..') || releases === '') {
    refuse(`edits '${releases}'`, 'write a path in the repository');
  }
}
