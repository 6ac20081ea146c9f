import { promoted, rolledBack, type Pin } from '../../lib/releases';

const digestOf = (letter: string) => `sha256:${letter.repeat(64)}`;
const whole = (letter: string, version: string): Pin => ({
  version,
  repository: 'registry.example.com/acme/core',
  digest: digestOf(letter),
  drift: [{ group: 'apps', kind: 'Deployment', name: letter, jsonPointers: ['/spec/replicas'] }],
  syncOptions: ['ServerSideApply=true'],
});

describe('a ring that is promoted', () => {
  const [a, b] = [whole('a', '1.0.0'), whole('b', '2.0.0')];

  it('runs all that belongs to the release, and remembers all that it ran', () => {
    expect(promoted(a, b)).toEqual({ ...b, previous: a });
  });

  it('goes back to all of it, and forward again', () => {
    const back = rolledBack(promoted(a, b), 'core/production');
    expect(back).toEqual({ ...a, previous: b });
    expect(rolledBack(back, 'core/production')).toEqual({ ...b, previous: a });
  });

  it('remembers one release, not the history of it', () => {
    const c = whole('c', '3.0.0');
    expect(promoted(promoted(a, b), c)).toEqual({ ...c, previous: b });
  });

  it('remembers nothing where it ran head', () => {
    expect(promoted({ head: true }, a)).toEqual(a);
  });

  it('keeps what it remembers where it runs that release already', () => {
    expect(promoted(promoted(a, b), { ...b, version: '2.0.1' })).toEqual({
      ...{ ...b, version: '2.0.1' },
      previous: a,
    });
  });
});
