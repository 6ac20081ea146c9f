import { constants, createPublicKey, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import {
  argocdFunctions,
  externalSecretsFunctions,
  goTemplatingData,
  goTemplatingFunctions,
  namesThatChange,
  parseTemplate,
  type TemplateWorld,
} from '../../lib/template';

/** Always the same bytes. */
const sevens: TemplateWorld = { random: (count) => Buffer.alloc(count, 7) };
let count = 0;
const counting: TemplateWorld = {
  random: (n) => Buffer.from(Array.from({ length: n }, () => count++ % 251)),
};
const render = (text: string, data: unknown = {}, world: TemplateWorld = sevens) =>
  parseTemplate(text, { functions: externalSecretsFunctions, world }).execute(data);

describe('random values', () => {
  it.each([
    ['{{ randAlphaNum 40 }}', /^[A-Za-z0-9]{40}$/],
    ['{{ randAlpha 20 }}', /^[A-Za-z]{20}$/],
    ['{{ randNumeric 20 }}', /^[0-9]{20}$/],
    ['{{ randAscii 50 }}', /^[ -~]{50}$/],
    ['{{ randInt 5 7 }}', /^[56]$/],
    ['{{ uuidv4 }}', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
    ['{{ shuffle "abc" | splitList "" | sortAlpha | join "" }}', /^abc$/],
    ['{{ randBytes 6 }}', /^[A-Za-z0-9+/]{8}$/],
  ])('%s', (text, expected) => {
    expect(render(text, {}, counting)).toMatch(expected);
  });

  it.each(namesThatChange([...argocdFunctions, ...goTemplatingFunctions]))(
    '%s is named as one that changes',
    (name) => {
      const { changing } = parseTemplate(`{{ if false }}{{ ${name} }}{{ end }}`, {
        functions: goTemplatingFunctions,
      });
      expect(changing).toEqual([name]);
    },
  );

  it('take each value that there is', () => {
    const drawn = render('{{ range until 300 }}{{ randInt 3 8 }} {{ end }}', {}, counting).trim();
    expect([...new Set(drawn.split(' '))].sort()).toEqual(['3', '4', '5', '6', '7']);
  });

  it('need a source', () => {
    const { execute } = parseTemplate('{{ uuidv4 }}', { functions: argocdFunctions });
    expect(() => execute({})).toThrow(
      expect.objectContaining({
        code: 'TEMPLATE_NOT_REPEATABLE',
        message:
          'template: base:1:3: executing "base" at <uuidv4>: function "uuidv4" gives something else each time, since it asks for random numbers: whatever this template makes changes at every reconcile',
      }),
    );
  });
});

/** Of `pässword` with a salt of sevens; golang.org/x/crypto/bcrypt takes it. */
const BCRYPT = '$2a$10$/uaF/uaF/uaF/uaF/uaF/upKtcBwJSXs96hLTScCZSITLfEgnsaka';

describe('passwords', () => {
  it('bcrypt hashes as Go does', () => {
    expect(render('{{ bcrypt "pässword" }}')).toBe(BCRYPT);
    expect(render('{{ htpasswd "me" "pässword" "bcrypt" }}')).toBe(`me:${BCRYPT}`);
  });

  it('htpasswd of External Secrets knows SHA', () => {
    expect(render('{{ htpasswd "me" "p" "sha" }}')).toBe('me:{SHA}UWuXg/ylF+7L0dBk2i0WUxCxl1k=');
  });

  it('AES gives back what it was given', () => {
    expect(render('{{ encryptAES "key" "sécret" | decryptAES "key" }}')).toBe('sécret');
  });
});

describe('keys', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const pem = rsa.export({ format: 'pem', type: 'pkcs8' }).toString();

  it.each(['SHA1', 'SHA256'])('rsaDecrypt opens what was sealed with %s', (hash) => {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const sealed = publicEncrypt(
      { key: createPublicKey(rsa), padding, oaepHash: hash.toLowerCase() },
      Buffer.from('sécret'),
    ).toString('base64');
    const text = `{{ rsaDecrypt "RSA-OAEP" "${hash}" (.sealed | b64dec) .pem }}`;
    expect(render(text, { sealed, pem })).toBe('sécret');
  });

  it('are read from JSON', () => {
    const secret = JSON.stringify(rsa.export({ format: 'jwk' }));
    const open = JSON.stringify(createPublicKey(rsa).export({ format: 'jwk' }));
    expect(render('{{ jwkPrivateKeyPem .secret }}', { secret })).toBe(pem);
    expect(render('{{ jwkPublicKeyPem .open }}', { open })).toBe(
      createPublicKey(rsa).export({ format: 'pem', type: 'spki' }),
    );
    expect(() => render('{{ jwkPublicKeyPem .secret }}', { secret })).toThrow(
      'x509: unsupported public key type: *rsa.PrivateKey',
    );
  });
});

describe('function-go-templating', () => {
  const request = {
    observed: { composite: { resource: { spec: { replicas: 1000000 } } } },
    requiredResources: { vpc: { items: [{ resource: { a: 1 } }] } },
  };
  const go = (text: string) =>
    parseTemplate(text, {
      name: 'manifests',
      functions: goTemplatingFunctions,
      world: sevens,
    }).execute(goTemplatingData(request));

  it('sees whole numbers as integers, as the request has them', () => {
    expect(go('{{ .observed.composite.resource.spec.replicas }}')).toBe('1000000');
  });

  it('finds required resources as extra ones too', () => {
    expect(go('{{ (index .extraResources.vpc.items 0).resource.a }}')).toBe('1');
  });

  it('chooses one of the texts', () => {
    expect(go('{{ randomChoice "a" "a" }}')).toBe('a');
  });

  it('refuses to guess words that its YAML reads in another way', () => {
    expect(() => go('{{ fromYaml "a: on" }}')).toThrow(
      expect.objectContaining({
        code: 'TEMPLATE_FUNCTION_UNSUPPORTED',
        hint: 'quote the word: "on"',
      }),
    );
    expect(go('{{ (fromYaml "a: \\"on\\"").a }}')).toBe('on');
  });

  it('ends an endless include', () => {
    expect(() => go('{{ define "f" }}{{ include "f" . }}{{ end }}{{ include "f" . }}')).toThrow(
      /rendering template has a nested reference name: f: unable to execute template$/,
    );
  });
});
