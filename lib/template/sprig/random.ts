import { worldly, type TemplateFunction } from '../functions';
import { int } from '../values';
import type { WorldAccess } from '../world';
import { fail } from './panic';

const DIGITS = '0123456789';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PRINTABLE = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));

/** Text of `count` characters; a negative count gives none, as sprig swallows that error. */
const text = (alphabet: string) =>
  worldly('random', ['int'], (world, count) => {
    let out = '';
    for (let i = 0; i < count; i++) out += alphabet[world.below(alphabet.length)] as string;
    return out;
  });

/** Random names, numbers and bytes: something else each time. */
export const random: Readonly<Record<string, TemplateFunction>> = {
  randAlpha: text(LETTERS),
  randAlphaNum: text(LETTERS + DIGITS),
  randAscii: text(PRINTABLE),
  randNumeric: text(DIGITS),
  randBytes: worldly('random', ['int'], (world, count) => {
    if (count < 0) return fail('runtime error: makeslice: len out of range');
    return world.random(count).toString('base64');
  }),
  randInt: worldly('random', ['int', 'int'], (world, least, limit) => {
    if (limit <= least) return fail('invalid argument to Intn');
    return int(least + world.below(limit - least));
  }),
  shuffle: worldly('random', ['string'], (world, from) => {
    const runes = [...from];
    for (let i = runes.length - 1; i > 0; i--) {
      const k = world.below(i + 1);
      [runes[i], runes[k]] = [runes[k] as string, runes[i] as string];
    }
    return runes.join('');
  }),
  uuidv4: worldly('random', [], uuid),
};

function uuid(world: WorldAccess): string {
  const bytes = world.random(16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [0, 8, 12, 16, 20].map((at, i, all) => hex.slice(at, all[i + 1])).join('-');
}
