import { RE2JS } from 're2js';
import { fixed, type TemplateFunction } from '../functions';
import { nilOf, strings } from '../values';
import { fail } from './panic';

const find = (panics: boolean) =>
  fixed(
    ['string', 'string'],
    (pattern, text) => matchesOf(compile(pattern, panics), text)[0]?.text ?? '',
  );
const findAll = (panics: boolean) =>
  fixed(['string', 'string', 'int'], (pattern, text, count) => {
    const found = matchesOf(compile(pattern, panics), text).map((match) => match.text);
    const kept = count < 0 ? found : found.slice(0, count);
    return kept.length > 0 ? strings(kept) : nilOf([], '[]string');
  });
const replace = (panics: boolean, expands: boolean) =>
  fixed(['string', 'string', 'string'], (pattern, text, by) => {
    let out = '';
    let at = 0;
    for (const match of matchesOf(compile(pattern, panics), text)) {
      out += text.slice(at, match.start) + (expands ? expand(by, match) : by);
      at = match.start + match.text.length;
    }
    return out + text.slice(at);
  });
const split = (panics: boolean) =>
  fixed(['string', 'string', 'int'], (pattern, text, count) => {
    const expression = compile(pattern, panics);
    if (count === 0) return nilOf([], '[]string');
    if (pattern !== '' && text === '') return strings(['']);
    const parts: string[] = [];
    let behind = 0;
    let last = 0;
    for (const match of matchesOf(expression, text)) {
      if (count > 0 && parts.length >= count - 1) break;
      last = match.start;
      const end = match.start + match.text.length;
      if (end !== 0) parts.push(text.slice(behind, last));
      behind = end;
    }
    if (last !== text.length) parts.push(text.slice(behind));
    return strings(parts);
  });

export const regex: Readonly<Record<string, TemplateFunction>> = {
  regexMatch: fixed(['string', 'string'], (pattern, text) => {
    const compiled = compileOrProblem(pattern);
    return typeof compiled === 'string' ? false : compiled.matcher(text).find();
  }),
  mustRegexMatch: fixed(['string', 'string'], (pattern, text) =>
    compile(pattern, false).matcher(text).find(),
  ),
  regexFind: find(true),
  mustRegexFind: find(false),
  regexFindAll: findAll(true),
  mustRegexFindAll: findAll(false),
  regexReplaceAll: replace(true, true),
  mustRegexReplaceAll: replace(false, true),
  regexReplaceAllLiteral: replace(true, false),
  mustRegexReplaceAllLiteral: replace(false, false),
  regexSplit: split(true),
  mustRegexSplit: split(false),
  regexQuoteMeta: fixed(['string'], (text) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')),
};

interface Match {
  readonly start: number;
  readonly text: string;
  group(name: string): string;
}

const compiled = new Map<string, RE2JS | string>();

function compileOrProblem(pattern: string): RE2JS | string {
  let found = compiled.get(pattern);
  if (found === undefined) {
    try {
      found = RE2JS.compile(pattern);
    } catch (error) {
      found = error instanceof Error ? error.message : String(error);
    }
    compiled.set(pattern, found);
  }
  return found;
}

/** @param panics whether sprig uses Go's MustCompile, whose message names itself. */
function compile(pattern: string, panics: boolean): RE2JS {
  const found = compileOrProblem(pattern);
  if (typeof found !== 'string') return found;
  return fail(panics ? `regexp: Compile(\`${pattern}\`): ${found}` : found);
}

/** All matches from left to right; none that is empty stands right behind another. */
function matchesOf(expression: RE2JS, text: string): Match[] {
  const matcher = expression.matcher(text);
  const names = expression.namedGroups();
  const found: Match[] = [];
  let end = -1;
  while (matcher.find()) {
    const start = matcher.start();
    if (start === matcher.end() && start === end) continue;
    end = matcher.end();
    const groups = Array.from(
      { length: matcher.groupCount() + 1 },
      (_, i) => matcher.group(i) ?? '',
    );
    found.push({
      start,
      text: groups[0] as string,
      group: (name) => groups[/^[0-9]+$/.test(name) ? Number(name) : (names[name] ?? -1)] ?? '',
    });
  }
  return found;
}

/** `$1`, `${name}` and `$$`, as Go's Expand reads them: a name is as long as it can be. */
function expand(template: string, match: Match): string {
  return template.replace(
    /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (whole, a?: string, b?: string) => (whole === '$$' ? '$' : match.group(a ?? b ?? '')),
  );
}
