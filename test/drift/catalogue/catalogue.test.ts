import { writers, type Strategy } from '../../../lib/drift';
import { defaults } from './defaults';
import { objects } from './objects';
import { platforms } from './platforms';
import { isAbout, type RowCase } from './row-case';
import { rollouts } from './rollouts';
import { scalers } from './scalers';
import { ARGO_CD, outcomeOf } from './simulated';
import { webhooks } from './webhooks';

const cases: readonly RowCase[] = [
  ...scalers,
  ...rollouts,
  ...webhooks,
  ...platforms,
  ...objects,
  ...defaults,
];

const STRATEGIES = Object.keys(ARGO_CD) as Strategy[];

describe.each(writers)('$name', (writer) => {
  const rows = writer.fields.map((field) => ({
    title: `${field.path || 'the object'} of ${field.kinds.join(', ')}`,
    field,
    own: cases.filter((one) => isAbout(one, writer, field)),
  }));

  it.each(rows)('has a case for $title', ({ own }) => {
    expect(own.length).toBeGreaterThan(0);
  });

  describe.each(STRATEGIES)('compared by %s', (strategy) => {
    it.each(rows)('fights over $title as it says, and no more once repaired', ({ field, own }) => {
      for (const one of own) {
        const outcome = outcomeOf(one, writer, strategy);
        const { fights, claimed = fights, after, lost } = outcome;
        const expected = one.fights.includes(strategy);
        expect({ git: one.git, fights, claimed }).toEqual({
          git: one.git,
          fights: expected,
          claimed: expected,
        });
        if (!after) continue;
        const { status, problems, diff } = after;
        const { differences } = diff[after.strategy];
        expect({ git: one.git, status, problems, differences, lost }).toEqual({
          git: one.git,
          status: 'Synced',
          problems: [],
          differences: [],
          lost: [],
        });
      }
      const text = field.repair[strategy] ?? field.repair.clientSide;
      const fought = own.some((one) => one.fights.includes(strategy));
      expect([text, text.startsWith('nothing')]).toEqual([text, !fought]);
    });
  });
});

it('has no case of a row that is not in the catalogue', () => {
  const unknown = cases.filter(
    (one) => !writers.some((writer) => writer.fields.some((field) => isAbout(one, writer, field))),
  );
  expect(unknown.map(({ writer, path }) => `${writer} ${path}`)).toEqual([]);
});
