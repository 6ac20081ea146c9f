import { valueAt } from '../../core';
import { applicationSets, textsBelow, type ApplicationSetFacts } from '../application-sets';
import { rule, type Finding } from '../rule';

/** What Go templates know without an argument or a dot. */
const WORDS = new Set([
  'end',
  'else',
  'break',
  'continue',
  'now',
  'uuidv4',
  'list',
  'dict',
  'true',
]);

export const templateSyntax = rule({
  id: 'template-syntax',
  category: 'gitops',
  severity: 'error',
  summary: 'Templates of an ApplicationSet are written for the engine that it switches on.',
  hint: 'write {{ .name }} with goTemplate: true, {{name}} without',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/',

  *check(_set, context) {
    for (const facts of applicationSets(context)) yield* findingsIn(facts);
  },
});

function* findingsIn({ at, goTemplate, generators }: ApplicationSetFacts): Generator<Finding> {
  const places = [
    '/spec/template',
    '/spec/templatePatch',
    ...generators.filter(({ kind }) => kind === 'clusters').map((g) => `${g.pointer}/values`),
  ];
  for (const place of places) {
    for (const { pointer, text } of textsBelow(valueAt(at, place), place)) {
      const finding = goTemplate ? bareName(text) : dottedName(text);
      if (finding) yield { at, pointer, ...finding };
    }
  }
}

/** `{{name}}` in Go's templates calls a function `name`, which there is none of. */
function bareName(text: string): { message: string; hint: string } | undefined {
  for (const [tag, name = ''] of text.matchAll(/\{\{-?\s*([A-Za-z_][\w.[\]/-]*)\s*-?\}\}/g)) {
    if (WORDS.has(name)) continue;
    return {
      message: `has ${tag}, which fails with goTemplate: true: there is no function '${name}'`,
      hint: `write {{ .${name} }}`,
    };
  }
  return undefined;
}

/** `{{.name}}` in the simple engine names a parameter `.name`, and stays as it is written. */
function dottedName(text: string): { message: string; hint: string } | undefined {
  const [tag] =
    /\{\{-?\s*(\.[\w.]+|(if|range|with|end|else|index|default)\b[^}]*)\s*-?\}\}/.exec(text) ?? [];
  if (tag === undefined) return undefined;
  return {
    message: `has ${tag}, which stays as it is without goTemplate: true`,
    hint: "write 'goTemplate: true', with goTemplateOptions: [missingkey=error]",
  };
}
