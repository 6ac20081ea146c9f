import { argocdFunctions, parseTemplate, type TemplateWorld } from '../../lib/template';

const noon = new Date('2026-03-29T12:00:00.250Z');
const render = (text: string, world?: TemplateWorld, data: unknown = {}) =>
  parseTemplate(text, { functions: argocdFunctions, world }).execute(data);

describe('without a clock', () => {
  it.each([
    ['{{ now }}', 'now', '1:3'],
    ['{{ .x | date "2006" }}', 'date', '1:8'],
    ['{{ ago 0 }}', 'ago', '1:3'],
    ['{{ durationRound (toDate "2006" "2020") }}', 'durationRound', '1:3'],
  ])('%s is refused with the reason', (text, name, at) => {
    expect(() => render(text, {}, { x: 'no time' })).toThrow(
      expect.objectContaining({
        code: 'TEMPLATE_NOT_REPEATABLE',
        message: expect.stringContaining(`base:${at}: executing "base" at <${name}`) as string,
        hint: 'write the time as a parameter that changes only when it should',
      }),
    );
  });

  it('dates that are given need none', () => {
    expect(render('{{ date "2006-01-02" 86400 }}')).toBe('1970-01-02');
  });

  it('a branch that is not taken asks nothing', () => {
    expect(render('{{ if .x }}{{ now }}{{ else }}-{{ end }}')).toBe('-');
  });
});

describe('with a clock', () => {
  const world: TemplateWorld = { now: () => noon, timeZone: 'Europe/Berlin' };

  it.each([
    ['{{ now }}', '2026-03-29 14:00:00.25 +0200 CEST'],
    [
      '{{ now.Hour }} {{ now.UTC.Hour }} {{ (now.AddDate 0 0 -1).Format "Mon 15 MST" }}',
      '14 12 Sat 14 CET',
    ],
    ['{{ date "15:04" "no time" }}', '14:00'],
    ['{{ dateInZone "15:04 MST" now "America/New_York" }}', '08:00 EDT'],
    ['{{ ago 1774785540 }} {{ now | ago }}', '1m0s 0s'],
    ['{{ (toDate "2006-01-02" "2026-01-01").Unix }}', '1767222000'],
    ['{{ durationRound (now | dateModify "-50h") }}', '2d'],
  ])('%s gives %s', (text, expected) => {
    expect(render(text, world)).toBe(expected);
  });
});

it.each([
  ['12:11AM', '00:11'],
  ['12:11PM', '12:11'],
  ['1:11PM', '13:11'],
])('%s is read as %s', (text, expected) => {
  expect(render(`{{ (mustToDate "3:04PM" "${text}").Format "15:04" }}`)).toBe(expected);
});

it('names the functions that give something else each time', () => {
  const text =
    '{{ if .a }}{{ now }}{{ end }}{{ date "2006" 0 }}{{ define "x" }}{{ ago 1 }}{{ end }}';
  expect(parseTemplate(text, { functions: argocdFunctions }).changing).toEqual(['now', 'ago']);
  expect(parseTemplate('plain').changing).toEqual([]);
});
