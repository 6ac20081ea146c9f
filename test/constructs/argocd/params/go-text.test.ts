import fc from 'fast-check';
import { literal, normalize } from '../../../../constructs/argocd';
import { pipelineOf, quoteGo } from '../../../../constructs/argocd/params/go-text';
import { parseTemplate } from '../../../../lib/template';

const run = (text: string, set: object) =>
  parseTemplate(text, { missingKey: 'error' }).execute(set);
const anyText = fc.string({ unit: 'binary' });
const plainText = anyText.filter((text) => !text.includes('{') && !text.includes('}'));

it('writes every text as a literal that Go reads back as it was', () => {
  fc.assert(fc.property(anyText, (text) => expect(run(`${literal(text)}`, {})).toBe(text)));
});

it('makes of a text a pipeline that prints what the text prints', () => {
  const action = fc.constantFrom(
    '.a',
    '.b.c',
    'index . "d/e"',
    '.a | print',
    'print "}}" .a',
    '`}}`',
  );
  const set = { a: '1%v', b: { c: 'x' }, 'd/e': '"' };
  const part = fc.oneof(
    plainText,
    action.map((pipeline) => `{{ ${pipeline} }}`),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const text = parts.join('');
      expect(run(`{{ ${pipelineOf(text)} }}`, set)).toBe(run(text, set));
    }),
  );
});

it.each([
  { title: 'a block', text: '{{ if .a }}b{{ end }}' },
  { title: 'a trim marker', text: 'a {{- .b }}' },
  { title: 'a trim marker at the end', text: '{{ .b -}} a' },
  { title: 'a comment', text: 'a{{/* b */}}' },
  { title: 'a variable', text: '{{ $a := .b }}{{ $a }}' },
  { title: 'an action without an end', text: 'a{{ .b' },
  { title: 'an action whose end is in a string', text: '{{ print "}}"' },
  { title: 'an empty action', text: 'a{{ }}' },
])('refuses $title in a text that becomes an argument', ({ text }) => {
  expect(() => normalize(text)).toThrow(expect.objectContaining({ code: 'ARGOCD_TEXT_INVALID' }));
});

it.each([
  { title: 'a keyword at the start of a word', text: '{{ .iffy }}', pipeline: '.iffy' },
  {
    title: 'a variable sign in a string',
    text: '{{ print "$a := 1" }}',
    pipeline: 'print "$a := 1"',
  },
  { title: 'the root', text: '{{ $.a }}', pipeline: '$.a' },
  { title: 'single braces', text: '{a} %', pipeline: '"{a} %"' },
])('accepts $title', ({ text, pipeline }) => {
  expect(pipelineOf(text)).toBe(pipeline);
});

it('refuses half of a surrogate pair, which has no UTF-8 form', () => {
  expect(() => quoteGo('a\ud83d')).toThrow(
    expect.objectContaining({ code: 'ARGOCD_TEXT_INVALID' }),
  );
});
