import { CliError } from './errors';

/** What of a terminal is read and written; `process.stdin` and `process.stderr` are such. */
export interface Terminal {
  setRawMode(mode: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: 'data', listener: (text: string) => void): unknown;
  off(event: 'data', listener: (text: string) => void): unknown;
}

/**
 * Reads one line from a terminal without echo, up to the line feed.
 *
 * @throws {CliError} `CLI_INPUT_MISSING` when it is broken off by ^C, or ends by ^D.
 */
export async function askSecret(
  text: string,
  terminal: Terminal,
  screen: { write(text: string): unknown },
): Promise<string> {
  // First: what is typed ahead shows as well.
  terminal.setRawMode(true);
  terminal.setEncoding('utf8');
  screen.write(`${text}: `);
  terminal.resume();
  try {
    return await lineOf(terminal, text);
  } finally {
    terminal.setRawMode(false);
    terminal.pause();
    screen.write('\n');
  }
}

function lineOf(terminal: Terminal, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const typed: string[] = [];
    const listen = (part: string) => {
      for (const key of part) {
        if (key === '\r' || key === '\n') return end(() => resolve(typed.join('')));
        if (key === INTERRUPT || key === END) return end(() => reject(brokenOff(text)));
        if (key === ERASE || key === '\b') typed.pop();
        else if (key === KILL) typed.length = 0;
        else if (key >= ' ') typed.push(key);
      }
    };
    const end = (settle: () => void) => {
      terminal.off('data', listen);
      settle();
    };
    terminal.on('data', listen);
  });
}

const INTERRUPT = '\x03';
const END = '\x04';
const KILL = '\x15';
const ERASE = '\x7f';

function brokenOff(text: string): CliError {
  return new CliError('CLI_INPUT_MISSING', `${text}: none was given`, 'run it again and type it');
}
