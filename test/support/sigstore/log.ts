import { sign } from 'node:crypto';
import { newPair, sha256, type Pair } from './authority';

/** A log of signatures with one entry at a time: each tree has one leaf. */
export interface SignatureLog {
  readonly pair: Pair;
  /** `http://127.0.0.1:41234`; checkpoints are of its host name. */
  readonly baseURL: string;
}

export function newLog(baseURL: string): SignatureLog {
  return { pair: newPair(), baseURL };
}

/** The name of each entry. */
export const ENTRY = 'ab'.repeat(32);

/** What Rekor answers to a proposed entry of kind `dsse` or `hashedrekord`. */
export function entryOf(log: SignatureLog, proposed: Proposed, at: number): object {
  const kind = 'proposedContent' in proposed.spec ? 'dsse' : 'hashedrekord';
  const spec = 'proposedContent' in proposed.spec ? dsseOf(proposed.spec) : proposed.spec;
  const canonical = Buffer.from(JSON.stringify({ apiVersion: '0.0.1', kind, spec }));
  const facts = {
    body: canonical.toString('base64'),
    integratedTime: Math.floor(at / 1000),
    logID: sha256(log.pair.spki).toString('hex'),
    logIndex: 0,
  };
  const signedEntryTimestamp = signature(log, JSON.stringify(facts));
  return {
    [ENTRY]: {
      ...facts,
      verification: { signedEntryTimestamp, inclusionProof: proofOf(log, canonical) },
    },
  };
}

export interface Proposed {
  readonly spec: ProposedEnvelope | { readonly data: object; readonly signature: object };
}

interface ProposedEnvelope {
  readonly proposedContent: { readonly envelope: string; readonly verifiers: readonly string[] };
}

function dsseOf({ proposedContent: { envelope, verifiers } }: ProposedEnvelope): object {
  const { payload, signatures } = JSON.parse(envelope) as Envelope;
  return {
    envelopeHash: hash(Buffer.from(envelope)),
    payloadHash: hash(Buffer.from(payload, 'base64')),
    signatures: signatures.map(({ sig }) => ({ signature: sig, verifier: verifiers[0] })),
  };
}

interface Envelope {
  readonly payload: string;
  readonly signatures: readonly { readonly sig: string }[];
}

const TREE = '3904496407287907110';

function proofOf(log: SignatureLog, canonical: Buffer): object {
  const root = sha256(Buffer.concat([Buffer.from([0]), canonical]));
  const name = new URL(log.baseURL).hostname;
  // The number of the tree is what cosign tells version 1 of Rekor from version 2 by.
  const note = `${name} - ${TREE}\n1\n${root.toString('base64')}\n`;
  const hint = sha256(log.pair.spki).subarray(0, 4);
  const signed = Buffer.concat([hint, Buffer.from(signature(log, note), 'base64')]);
  const checkpoint = `${note}\n\u2014 ${name} ${signed.toString('base64')}\n`;
  return { checkpoint, hashes: [], logIndex: 0, rootHash: root.toString('hex'), treeSize: 1 };
}

function signature({ pair }: SignatureLog, text: string): string {
  return sign('sha256', Buffer.from(text), pair.key).toString('base64');
}

function hash(bytes: Buffer) {
  return { algorithm: 'sha256', value: sha256(bytes).toString('hex') };
}
