import { escapeToken, valueAt } from '../../core';
import type { Report } from '../report';

/** Functions whose result is another one each time. */
const FUNCTIONS = [
  ...['ago', 'now'],
  ...['bcrypt', 'encryptAES', 'genCA', 'genCAWithKey', 'genPrivateKey', 'genSelfSignedCert'],
  ...['genSelfSignedCertWithKey', 'genSignedCert', 'genSignedCertWithKey', 'htpasswd'],
  ...['randAlpha', 'randAlphaNum', 'randAscii', 'randBytes', 'randInt', 'randNumeric', 'shuffle'],
  'uuidv4',
];
const CALL = new RegExp(`(?<![\\w.$"])(?:${FUNCTIONS.join('|')})(?!\\w)`);

/** What differs at each reconcile rewrites the Applications, and syncs them, without end. */
export function checkReproducible(report: Report): void {
  const { manifest } = report;
  if (valueAt(manifest, '/spec/goTemplate') !== true) return;
  for (const [text, pointer] of templatesIn(manifest.spec, '/spec')) {
    const called = calledIn(text);
    if (called === undefined) continue;
    report.add({
      rule: 'application-set-not-reproducible',
      severity: 'warning',
      message: `calls ${called}, whose result differs at each reconcile: the controller rewrites the Applications each time`,
      hint: 'leave it out, or let a parameter say what it is to be',
      pointer,
    });
  }
}

function calledIn(text: string): string | undefined {
  for (const [action] of text.matchAll(/\{\{[^]*?\}\}/g)) {
    const called = CALL.exec(action.replace(/"(?:[^"\\]|\\.)*"|`[^`]*`|\/\*[^]*?\*\//g, '""'));
    if (called) return called[0];
  }
  return undefined;
}

function* templatesIn(value: unknown, pointer: string): Generator<[text: string, pointer: string]> {
  if (typeof value === 'string') {
    if (value.includes('{{')) yield [value, pointer];
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield* templatesIn(item, `${pointer}/${escapeToken(key)}`);
    }
  }
}
