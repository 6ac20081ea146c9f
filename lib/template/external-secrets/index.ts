import { createHash } from 'node:crypto';
import { emptyIfRefused, readYamlMap } from '../argocd';
import { fromBytes } from '../bytes';
import { FunctionFailure } from '../errors';
import { fixed, worldly, type FunctionSet } from '../functions';
import { hashed } from '../sprig/passwords';
import { emitGoYaml } from '../yaml-emit';
import { keys } from './keys';
import { pem } from './pem';
import { pkcs12 } from './pkcs12';

/**
 * What External Secrets adds to sprig, or has in another form.
 *
 * @see https://external-secrets.io/latest/guides/templating/#helper-functions
 */
export const externalSecrets: FunctionSet = {
  name: 'External Secrets',
  functions: {
    ...pkcs12,
    ...pem,
    ...keys,
    toYaml: fixed(['any'], (value) => emptyIfRefused(() => emitGoYaml(value).replace(/\n$/, ''))),
    fromYaml: fixed(['string'], (text) => {
      try {
        return readYamlMap(text);
      } catch (error) {
        if (error instanceof FunctionFailure) return { Error: error.message };
        throw error;
      }
    }),
    hexdec: fixed(['string'], decodeHex),
    htpasswd: worldly(
      'random',
      ['string', 'string', 'sprig.HashAlgorithm'],
      (world, user, password, algorithm) => {
        if (user.includes(':')) return `invalid username: ${user}`;
        if (algorithm !== 'sha') return `${user}:${hashed(world, password)}`;
        return `${user}:{SHA}${createHash('sha1').update(password).digest('base64')}`;
      },
    ),
  },
};

/** Bytes of hexadecimal digits, or Go's message as the text. */
function decodeHex(text: string): string {
  const bad = /[^0-9a-fA-F]/u.exec(text);
  if (bad) {
    const [c] = bad;
    const code = (c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
    return `encoding/hex: invalid byte: U+${code} '${c}'`;
  }
  if (text.length % 2 !== 0) return 'encoding/hex: odd length hex string';
  return fromBytes(Buffer.from(text, 'hex'));
}
