import { isIPv4, isIPv6 } from 'node:net';

interface Format {
  /** With its article, for messages. */
  readonly name: string;
  test(text: string): boolean;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)([.,]\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/**
 * The formats that the API server tests; any other name is a remark to the reader.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/validation/formats.go
 */
export const formats: Readonly<Record<string, Format>> = {
  byte: { name: 'base64', test: (text) => BASE64.test(text.replace(/[\r\n]/g, '')) },
  date: { name: 'a date such as 2006-01-02', test: isDate },
  'date-time': { name: 'a time such as 2006-01-02T15:04:05Z', test: isDateTime },
  'micro-time': { name: 'a time such as 2006-01-02T15:04:05.000000Z', test: isDateTime },
  ipv4: { name: 'an IPv4 address', test: isIPv4 },
  ipv6: { name: 'an IPv6 address', test: isIPv6 },
  uuid: { name: 'a UUID', test: (text) => UUID.test(text) },
};

/** Whether Kubernetes reads a text as a quantity: `500m`, `1.5Gi`, `1e3`. */
export function isQuantity(text: string): boolean {
  return QUANTITY.test(text);
}

/** RFC 3339, as Go reads it into a time. */
function isDateTime(text: string): boolean {
  return text[10] === 'T' && isDate(text.slice(0, 10)) && TIME.test(text.slice(11));
}

function isDate(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (!year || !month || !day) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day <= days;
}
