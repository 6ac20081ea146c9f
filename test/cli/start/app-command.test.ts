import { readAppCommand } from '../../../lib/cli/start/app-command';

it.each([
  ['npx ts-node main.ts', 'main.ts', []],
  ['npx -y ts-node main.ts', 'main.ts', []],
  ['ts-node -T src/main.ts prod', 'src/main.ts', ['prod']],
  ['tsx main.ts', 'main.ts', []],
  ['node main.js', 'main.js', []],
  ['node dist-js/main.cjs a b', 'dist-js/main.cjs', ['a', 'b']],
  ['node -r ts-node/register main.ts', 'main.ts', []],
  ['  npx   ts-node   main.ts ', 'main.ts', []],
])('starts %s as a file', (command, script, args) => {
  expect(readAppCommand(command)).toEqual({ kind: 'file', script, args });
});

it.each([
  'npm run synth',
  'npx ts-node --project other.json main.ts',
  'node --max-old-space-size=8192 main.js',
  'node -r ./setup.js main.js',
  'STAGE=prod ts-node main.ts',
  'npx ts-node main.ts && echo done',
  'ts-node "main app.ts"',
  'pipenv run python main.py',
  'node',
  '',
])("leaves '%s' to the shell", (command) => {
  expect(readAppCommand(command)).toEqual({ kind: 'shell', command });
});
