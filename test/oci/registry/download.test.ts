import { Download } from '../../../lib/oci/registry/download';

const started = (text: string) => {
  const download = new Download();
  download.begin(200, undefined);
  download.add(Buffer.from(text));
  return download;
};

test.each([
  ['what was asked for', undefined, true, 'abcdef'],
  ['what follows', 'bytes 3-5/6', true, 'abcdef'],
  ['what overlaps', 'bytes 1-5/6', true, 'adef'],
  ['what leaves a gap', 'bytes 4-5/6', false, 'abcdef'],
])('the rest is %s', (_, range, belongs, text) => {
  const download = started('abc');
  expect(download.headers()).toEqual({ range: 'bytes=3-' });
  expect(download.begin(206, range)).toBe(belongs);
  download.add(Buffer.from('def'));
  expect(download.bytes().toString()).toBe(text);
});

test('no rest is asked for after a restart', () => {
  const download = started('abc');
  download.restart();
  download.add(Buffer.from('ab'));
  expect(download.headers()).toEqual({});
});
