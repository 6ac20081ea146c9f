import { cases } from './cases';

it.each(cases)('compiles $title', ({ text, compiled }) => {
  expect(String(text)).toBe(compiled);
});
