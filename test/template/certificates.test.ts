import { createHash, X509Certificate, createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { externalSecretsFunctions, parseTemplate, type TemplateWorld } from '../../lib/template';

const now = new Date('2026-03-01T10:00:00Z');
let drawn = 0;
/** Numbers that look random and are the same in each run. */
const random = (count: number) =>
  Buffer.concat(
    Array.from({ length: Math.ceil(count / 32) }, () =>
      createHash('sha256').update(String(drawn++)).digest(),
    ),
  ).subarray(0, count);
const world: TemplateWorld = { now: () => now, random };
const render = (text: string, data: unknown = {}) =>
  parseTemplate(text, { functions: externalSecretsFunctions, world }).execute(data);

const fixture = (name: string) => readFileSync(join(__dirname, 'fixtures', name));

const key = render('{{ genPrivateKey "ecdsa" }}');
const other = render('{{ genPrivateKey "ecdsa" }}');
const names = '(list "10.0.0.1" "2001:db8::1") (list "web.acme.io" "web")';
const [root = '', leaf = ''] = render(
  `{{ $ca := genCAWithKey "acme root" 365 .key }}{{ $ca.Cert }}~{{ (genSignedCertWithKey "web" ${names} 30 $ca .other).Cert }}`,
  { key, other },
).split('~');
const chain = { root, leaf, key: other };
/** A chain of OpenSSL, the certificate in the middle first. */
const [middle = '', shop = '', top = ''] = fixture('chain.pem')
  .toString()
  .split(/(?<=-----END CERTIFICATE-----\n)/);

describe('certificates', () => {
  it('are signed by the authority, for the names and days asked for', () => {
    const [authority, web] = [new X509Certificate(root), new X509Certificate(leaf)];
    expect(web.verify(authority.publicKey)).toBe(true);
    expect(web.checkIssued(authority)).toBe(true);
    expect([authority.ca, web.ca]).toEqual([true, false]);
    expect(web.checkPrivateKey(createPrivateKey(other))).toBe(true);
    expect([web.subject, web.issuer]).toEqual(['CN=web', 'CN=acme root']);
    expect(new Date(web.validTo)).toEqual(new Date('2026-03-31T10:00:00Z'));
  });

  it('sign themselves with a new key', () => {
    const text = '{{ $c := genSelfSignedCert "x" nil (list "a") 1 }}{{ $c.Cert }}{{ $c.Key }}';
    const made = render(text);
    const certificate = new X509Certificate(made);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(made).toContain('-----BEGIN RSA PRIVATE KEY-----');
  });

  it.each(['dsa', 'ecdsa', 'ed25519'])('have keys of type %s', (type) => {
    const made = render(`{{ genPrivateKey "${type}" }}`);
    expect(createPrivateKey(made).asymmetricKeyType).toBe(type.replace('ecdsa', 'ec'));
  });

  it.each([
    ['{{ filterCertChain "leaf" .pem }}', shop],
    ['{{ filterCertChain "root" .pem }}', top],
    ['{{ filterCertChain "intermediate" .pem }}', middle],
    ['{{ filterCertChain "x" .pem }}', ''],
    ['{{ filterPEM "certificate" (print "junk" .key .pem) }}', middle + shop + top],
    [
      '{{ certSANs .shop | join " " }}',
      'shop.acme.io 10.0.0.1 2001:db8::1 a@acme.io spiffe://acme/shop',
    ],
    ['{{ certSANs .top }}', '[]'],
  ])('%s', (text, expected) => {
    expect(render(text, { pem: middle + shop + top, shop, top, key })).toBe(expected);
  });

  it.each([
    ['{{ filterCertChain "leaf" (print .leaf .root) }}', 'no leaf certificate found'],
    [
      '{{ filterCertChain "leaf" (print .leaf .root .root) }}',
      'constructing chain resulted in cycle',
    ],
    ['{{ filterCertChain "leaf" .key }}', 'x509: malformed tbs certificate'],
    ['{{ filterPEM "X" "junk" }}', 'error filtering pem: found junk'],
    ['{{ certSANs "x" }}', 'failed to decode PEM block'],
    ['{{ genSelfSignedCert "a" (list "1.2.3") nil 1 }}', 'error parsing ip: 1.2.3'],
    ['{{ genCAWithKey "a" 1 .leaf }}', 'no private key data in PEM block of type CERTIFICATE'],
  ])('%s is refused', (text, message) => {
    expect(() => render(text, chain)).toThrow(message);
  });

  it('of two chains have no leaf', () => {
    const text = '{{ filterCertChain "leaf" (print .shop .web) }}';
    expect(() => render(text, { shop, web: fixture('web.crt').toString() })).toThrow(
      'found multiple leaf or disjunct certificates',
    );
  });
});

describe('PKCS #12', () => {
  it.each([
    ['a certificate', 'pemToPkcs12Pass .leaf .key "gehéim"', leaf],
    ['a chain', 'fullPemToPkcs12Pass (print .leaf .root) .key "gehéim"', leaf + root],
  ])('holds %s and its key', (_, made, certificates) => {
    const text = `{{ $p := ${made} | b64dec }}{{ pkcs12certPass "gehéim" $p }}~{{ pkcs12keyPass "gehéim" $p }}`;
    const [found = '', foundKey = ''] = render(text, chain).split('~');
    expect(found).toBe(certificates);
    expect(createPrivateKey(foundKey).equals(createPrivateKey(other))).toBe(true);
  });

  it('opens without a password where it has none', () => {
    const text = '{{ fullPemToPkcs12 .leaf .key | b64dec | pkcs12cert }}';
    expect(render(text, chain)).toBe(leaf);
  });

  it('is a trust store without a key', () => {
    const text = '{{ pemTruststoreToPKCS12Pass .root "x" | b64dec | pkcs12certPass "x" }}';
    expect(() => render(text, chain)).toThrow(
      'unable to decode pkcs12 certificate with password: pkcs12: private key missing',
    );
  });

  it('asks for the right password', () => {
    const text = '{{ pemToPkcs12Pass .leaf .key "a" | b64dec | pkcs12keyPass "b" }}';
    expect(() => render(text, chain)).toThrow('pkcs12: decryption password incorrect');
  });

  it.each(['rc2-40.p12', 'rc2-128.p12', 'triple-des.p12', 'aes-256.p12', 'no-password.p12'])(
    'reads %s of OpenSSL',
    (name) => {
      const data = { file: fixture(name).toString('base64') };
      const password = name.startsWith('no') ? '' : 'geheim';
      const text = `{{ .file | b64dec | pkcs12certPass "${password}" }}`;
      expect(render(text, data)).toBe(fixture('web.crt').toString());
    },
  );

  it.each([
    ['nothing', ''],
    ['half a file', fixture('aes-256.p12').subarray(0, 300).toString('base64')],
    ['a text', Buffer.from('-----BEGIN').toString('base64')],
  ])('refuses %s', (_, file) => {
    expect(() => render('{{ .file | b64dec | pkcs12key }}', { file })).toThrow(
      /error calling pkcs12key: unable to decode pkcs12 with password: pkcs12: error reading P12 data/,
    );
  });
});
