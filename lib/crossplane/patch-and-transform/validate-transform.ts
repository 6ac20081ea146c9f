import { isRegexp } from '../regexp';
import { below, eachBelow, invalid, required } from './field-error';
import type {
  ConvertTransform,
  MatchPattern,
  MathTransform,
  StringTransform,
  Transform,
} from './input';

const IO_TYPES = ['string', 'bool', 'int', 'int64', 'float64', 'object', 'array'];

/** @throws {Failure} for the first fault. */
export function validateTransform(transform: Transform): void {
  const { type = '', math, map, match, string, convert } = transform;
  const missing = () => required(type, `given transform type ${type} requires configuration`);
  switch (type) {
    case 'math':
      if (!math) throw missing();
      return below('math', () => validateMath(math));
    case 'map':
      if (!map) throw missing();
      if (Object.keys(map).length > 0) return;
      throw required(
        'map.pairs',
        'at least one pair must be specified if a map transform is specified',
      );
    case 'match': {
      if (!match) throw missing();
      if (match.patterns?.length) {
        return below('match', () => eachBelow('patterns', match.patterns, validatePattern));
      }
      const detail = 'at least one pattern must be specified if a match transform is specified';
      throw required('match.patterns', detail);
    }
    case 'string':
      if (!string) throw missing();
      return below('string', () => validateString(string));
    case 'convert':
      if (!convert) throw missing();
      return below('convert', () => validateConvert(convert));
    default:
      throw invalid('type', type, 'unknown transform type');
  }
}

/** Also run before each multiplication and clamp. */
export function validateMath({ type = '', multiply, clampMin, clampMax }: MathTransform): void {
  const must = (field: string, kind: string) =>
    required(field, `must specify a value if a ${kind} math transform is specified`);
  switch (type) {
    case '':
      throw required('type', 'math transform type is required');
    case 'Multiply':
      if (multiply === undefined) throw must('multiply', 'multiply');
      return;
    case 'ClampMin':
      if (clampMin === undefined) throw must('clampMin', 'clamp min');
      return;
    case 'ClampMax':
      if (clampMax === undefined) throw must('clampMax', 'clamp max');
      return;
    default:
      throw invalid('type', type, 'unknown math transform type');
  }
}

/** An empty type passes here and fails when it runs, as upstream. */
function validatePattern({ type = '', literal, regexp }: MatchPattern): void {
  if (type === 'literal' || type === '') {
    if (literal === undefined) {
      throw required('literal', 'literal pattern type requires a literal');
    }
  } else if (type === 'regexp') {
    if (regexp === undefined) throw required('regexp', 'regexp pattern type requires a regexp');
    if (!isRegexp(regexp)) throw invalid('regexp', regexp, 'invalid regexp');
  } else throw invalid('type', type, 'unknown pattern type');
}

function validateString(transform: StringTransform): void {
  const { type = '', fmt, convert, trim, regexp, join, replace } = transform;
  switch (type) {
    case '':
      throw required('type', 'string transform type is required');
    case 'Format':
      if (fmt === undefined) throw required('fmt', 'format transform requires a format');
      return;
    case 'Convert':
      if (convert !== undefined) return;
      throw required('convert', 'convert transform requires a conversion type');
    case 'TrimPrefix':
    case 'TrimSuffix':
      if (trim === undefined) throw required('trim', 'trim transform requires a trim value');
      return;
    case 'Regexp': {
      if (!regexp) throw required('regexp', 'regexp transform requires a regexp');
      const { match } = regexp;
      if (!match) throw required('regexp.match', 'regexp transform requires a match');
      if (!isRegexp(match)) throw invalid('regexp.match', match, 'invalid regexp');
      return;
    }
    case 'Join':
      if (!join) throw required('join', 'join transform requires a join');
      return;
    case 'Replace':
      if (!replace) throw required('replace', 'replace transform requires a replace');
      if (!replace.search) {
        throw required('replace.search', 'replace transform requires a search');
      }
      return;
    default:
      throw invalid('type', type, 'unknown string transform type');
  }
}

/** Also run before each conversion. */
export function validateConvert({ toType = '', format = 'none' }: ConvertTransform): void {
  if (!['none', 'quantity', 'json'].includes(format)) {
    throw invalid('format', format, 'invalid format');
  }
  if (!IO_TYPES.includes(toType)) throw invalid('toType', toType, 'invalid type');
}
