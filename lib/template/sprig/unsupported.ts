const RANDOM = 'its result differs each time, so it would rewrite Applications at every reconcile';
const STRUCT = 'its result is a Go value that nothing here stands for';

/** Functions of sprig that this engine does not have, each with the reason. */
export const unsupported: Readonly<Record<string, string>> = {
  bcrypt: RANDOM,
  buildCustomCert: STRUCT,
  decryptAES: 'it decrypts, and no secret belongs into a template',
  derivePassword: 'it makes passwords, and no secret belongs into a template',
  encryptAES: RANDOM,
  genCA: RANDOM,
  genCAWithKey: RANDOM,
  genPrivateKey: RANDOM,
  genSelfSignedCert: RANDOM,
  genSelfSignedCertWithKey: RANDOM,
  genSignedCert: RANDOM,
  genSignedCertWithKey: RANDOM,
  htpasswd: RANDOM,
  randAlpha: RANDOM,
  randAlphaNum: RANDOM,
  randAscii: RANDOM,
  randBytes: RANDOM,
  randInt: RANDOM,
  randNumeric: RANDOM,
  shuffle: RANDOM,
  uuidv4: RANDOM,
};
