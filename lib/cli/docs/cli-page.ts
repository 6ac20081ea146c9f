import type { Command } from '../command';
import { manual, overview } from '../help';

/** `docs/cli.md`: what `--help` prints, of all verbs on one page. */
export function cliPage(commands: readonly Command[]): string {
  const verbs = commands.map(
    (command) => `## ${command.name}\n\n\`\`\`text\n${manual(command)}\n\`\`\`\n`,
  );
  return ['# Commands\n', `\`\`\`text\n${overview(commands)}\n\`\`\`\n`, ...verbs].join('\n');
}
