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
    const isTyped = withoutSequences();
    const listen = (part: string) => {
      for (const [i, key] of [...part].entries()) {
        if (!isTyped(key, i > 0)) continue;
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

/**
 * Tells what a person types from what a terminal sends for arrows and function keys, and around what is
 * pasted: an escape and what belongs to it, which may come in two parts. After Escape by itself, what
 * is typed counts.
 *
 * @see https://www.ecma-international.org/publications-and-standards/standards/ecma-48/
 */
function withoutSequences(): (key: string, isSamePart: boolean) => boolean {
  let state: 'none' | 'escape' | 'sequence' | 'more' | 'last' = 'none';
  return (key, isSamePart) => {
    // Enter, ^C and the like count in the middle of anything.
    if (key < ' ' && key !== ESCAPE) {
      state = 'none';
      return true;
    }
    if (key === ESCAPE) state = 'escape';
    else if (key === SEQUENCE || (state === 'escape' && key === '[')) state = 'sequence';
    else if (state === 'escape' && key === 'O' && isSamePart) state = 'last';
    // The console of Linux sends two brackets for some function keys.
    else if (state === 'sequence' && key === '[') state = 'last';
    else if (state === 'sequence' || state === 'more') {
      state = key >= '@' && key <= '~' ? 'none' : 'more';
    } else {
      const isLast = state === 'last';
      state = 'none';
      return !isLast;
    }
    return false;
  };
}

const INTERRUPT = '\x03';
const END = '\x04';
const KILL = '\x15';
const ESCAPE = '\x1b';
const ERASE = '\x7f';
/** Escape and bracket in one. */
const SEQUENCE = '\x9b';

function brokenOff(text: string): CliError {
  return new CliError('CLI_INPUT_MISSING', `${text}: none was given`, 'run it again and type it');
}
