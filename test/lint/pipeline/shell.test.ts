import fc from 'fast-check';
import { commandsOf } from '../../../lib/lint/pipeline/shell';

/** Commands as text: words joined by `|`, unknown parts in `<>`. */
function read(script: string, known: Record<string, string> = {}): string[] {
  const lookup = (name: string) => (name in known ? [known[name] ?? ''] : undefined);
  return commandsOf(script, lookup).map(({ words, line }) => {
    const texts = words.map((word) =>
      word.map((part) => (typeof part === 'string' ? part : `<${part.unknown}>`)).join(''),
    );
    return `${line}:${texts.join('|')}`;
  });
}

it.each([
  ['splits words', 'flux push  artifact', ['0:flux|push|artifact']],
  ['keeps quoted blanks', `a "b c" 'd "e'`, ['0:a|b c|d "e']],
  ['joins parts of a word', `a"b"'c'd`, ['0:abcd']],
  ['keeps an empty word', `a ''`, ['0:a|']],
  ['continues lines', 'a \\\n  b', ['0:a|b']],
  ['escapes', 'a\\ b', ['0:a b']],
  ['counts lines of commands', 'a\n\nb \\\n c\nd', ['0:a', '2:b|c', '4:d']],
  ['separates commands', 'a; b && c || d | e & f', ['0:a', '0:b', '0:c', '0:d', '0:e', '0:f']],
  ['drops comments', 'a # b\n# c\nd#e', ['0:a', '2:d#e']],
  ['fills in what is known', 'a $X-${X}', ['0:a|1-1']],
  ['expands in double quotes only', `"$X" '$X'`, ['0:1|$X']],
  ['keeps what is unknown', 'a $Y ${Z:-b}', ['0:a|<Y>|<Z:-b>']],
  ['reads expressions of GitHub', 'a:${{ github.ref_name }} b', ['0:a:<github.ref_name>|b']],
  ['takes assignments for later', 'T=v1\npush:$T x', ['1:push:v1|x']],
  ['takes assignments in front of a command', 'A=b C="$X" run', ['0:run']],
  ['does not run substitutions', 'a $(date +%s)`b`', ['0:a|<$(…)><b>']],
  ['keeps a lone dollar', 'a $ "$"', ['0:a|$|$']],
])('%s', (_, script, expected) => expect(read(script, { X: '1' })).toEqual(expected));

it('reads any text without failing', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab $"\'\\`{}()#;\n=') }), (script) => {
      const lines = script.split('\n').length;
      for (const { line } of commandsOf(script, () => undefined)) expect(line).toBeLessThan(lines);
    }),
  );
});
