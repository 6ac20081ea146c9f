import { argocdFunctions, parseTemplate } from '../../../../lib/template';
import { cases as basicCases } from './cases';
import { generatorCases } from './generator-cases';

const cases = [...basicCases, ...generatorCases];

it.each(cases)('compiles $title', ({ text, compiled }) => {
  expect(String(text)).toBe(compiled);
});

/** What lib/template does not render: it has no transliteration tables. Recorded from Go. */
const notOffered = /slugify/;

const rendered = cases
  .filter(({ compiled }) => !notOffered.test(compiled))
  .flatMap(({ title, compiled, renders }) =>
    renders.map(([set, text], i) => ({ title, compiled, set, text, i })),
  );

it.each(rendered)('renders $title as Argo CD does ($i)', ({ compiled, set, text }) => {
  const template = parseTemplate(compiled, { functions: argocdFunctions, missingKey: 'error' });
  expect(template.execute(set)).toBe(text);
});
