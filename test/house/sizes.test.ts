import { isGenerated, sourceFiles } from '../support/source-files';

const lines = sourceFiles('lib', 'constructs', 'imports', 'examples')
  .filter(({ path }) => !isGenerated(path) && !path.endsWith('.test.ts'))
  .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
  .sort((a, b) => a.lines - b.lines);

const at = (share: number) => lines[Math.ceil(share * lines.length) - 1]?.lines;

it('has a median file of at most 100 lines', () => {
  expect(at(0.5)).toBeLessThanOrEqual(100);
});

it('has 95 % of the files below 250 lines', () => {
  expect(at(0.95)).toBeLessThan(250);
});

it('has no file over 400 lines, tests included', () => {
  const tests = sourceFiles('test', 'examples').map(({ path, text }) => ({
    path,
    lines: text.split('\n').length - 1,
  }));
  expect([...lines, ...tests].filter((file) => file.lines > 400)).toEqual([]);
});
