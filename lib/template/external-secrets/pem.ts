import {
  CertificateProblem,
  certificatePem,
  readCertificate,
  type Certificate,
} from '../crypto/certificate';
import { ChainProblem, isRoot, orderChain } from '../crypto/chain';
import { allBlocks, decodePem, encodePem } from '../crypto/pem';
import { FunctionFailure } from '../errors';
import { fixed, type TemplateFunction } from '../functions';
import { strings } from '../values';

/** Runs `work`; problems of certificates become the function's failure. */
export function telling<T>(work: () => T, prefix = ''): T {
  try {
    return work();
  } catch (error) {
    const known = error instanceof CertificateProblem || error instanceof ChainProblem;
    throw known ? new FunctionFailure(prefix + error.message) : error;
  }
}

export const pem: Readonly<Record<string, TemplateFunction>> = {
  filterPEM: fixed(['string', 'string'], (type, text) => {
    const input = withoutJunk(text);
    const wanted = type.toLowerCase();
    const all = allBlocks(input);
    const kept = all.filter((block) => block.type.toLowerCase() === wanted);
    if (kept.length === 0 && restOf(input) !== '') {
      throw new FunctionFailure('error filtering pem: found junk');
    }
    return kept.map(encodePem).join('');
  }),
  filterCertChain: fixed(['string', 'string'], (type, text) =>
    telling(() => filterChain(type, orderChain(certificatesIn(text)))),
  ),
  certSANs: fixed(['string'], (text) => {
    const { block } = decodePem(withoutJunk(text));
    if (!block) throw new FunctionFailure('failed to decode PEM block');
    const read = () => readCertificate(block.bytes);
    return strings(telling(read, 'failed to parse certificate: ').alternativeNames);
  }),
};

export function certificatesIn(text: string): Certificate[] {
  return allBlocks(text).map(({ bytes }) => readCertificate(bytes));
}

function filterChain(type: string, chain: readonly Certificate[]): string {
  const leaf = chain[0] as Certificate;
  const last = chain.at(-1) as Certificate;
  switch (type) {
    case 'leaf':
      return isRoot(leaf) ? '' : certificatePem(leaf);
    case 'intermediate': {
      const rest = chain.slice(1);
      const root = rest.findIndex(isRoot);
      return rest
        .slice(0, root < 0 ? undefined : root)
        .map(certificatePem)
        .join('');
    }
    case 'root':
      return isRoot(last) ? certificatePem(last) : '';
    default:
      return '';
  }
}

function withoutJunk(text: string): string {
  const start = text.indexOf('-----BEGIN');
  return start < 0 ? text : text.slice(start);
}

/** What stands behind the last block. */
function restOf(text: string): string {
  for (let rest = text; ;) {
    const found = decodePem(rest);
    if (!found.block) return found.rest;
    rest = found.rest;
  }
}
