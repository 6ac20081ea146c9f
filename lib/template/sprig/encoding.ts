import { createHash } from 'node:crypto';
import { adler32 } from '../adler32';
import { fromBytes, toBytes } from '../bytes';
import { fixed, type TemplateFunction } from '../functions';
import { toJson } from '../json';
import { decodeBase32, decodeBase64, encodeBase32 } from './base';
import { readJson } from './read-json';
import { fail } from './panic';

const sum = (algorithm: string) =>
  fixed(['string'], (text) => createHash(algorithm).update(toBytes(text)).digest('hex'));
const written = (value: unknown, options: Parameters<typeof toJson>[1]) =>
  toJson(value, options) ?? fail('json: unsupported value');

export const encoding: Readonly<Record<string, TemplateFunction>> = {
  b64enc: fixed(['string'], (text) => toBytes(text).toString('base64')),
  b64dec: fixed(['string'], (text) => decoded(decodeBase64(text), 'base64')),
  b32enc: fixed(['string'], (text) => encodeBase32(toBytes(text))),
  b32dec: fixed(['string'], (text) => decoded(decodeBase32(text), 'base32')),
  sha1sum: sum('sha1'),
  sha256sum: sum('sha256'),
  sha512sum: sum('sha512'),
  adler32sum: fixed(['string'], (text) => String(adler32(toBytes(text)))),
  fromJson: fixed(['string'], (text) => {
    const read = readJson(text);
    return 'value' in read ? read.value : null;
  }),
  mustFromJson: fixed(['string'], (text) => {
    const read = readJson(text);
    return 'value' in read ? read.value : fail(read.problem);
  }),
  toJson: fixed(['any'], (value) => toJson(value) ?? ''),
  mustToJson: fixed(['any'], (value) => written(value, {})),
  toPrettyJson: fixed(['any'], (value) => toJson(value, { pretty: true }) ?? ''),
  mustToPrettyJson: fixed(['any'], (value) => written(value, { pretty: true })),
  toRawJson: fixed(['any'], (value) => written(value, { escapeHtml: false })),
  mustToRawJson: fixed(['any'], (value) => written(value, { escapeHtml: false })),
};

/** What was decoded, or the message: sprig gives that as the text. */
function decoded(result: Buffer | number, name: string): string {
  if (typeof result !== 'number') return fromBytes(result);
  return `illegal ${name} data at input byte ${result}`;
}
