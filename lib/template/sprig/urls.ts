import { fixed, type TemplateFunction } from '../functions';
import { formatUrl, hostnameOf, parseUrl } from '../url/parse';
import { kindName, type ValueMap } from '../values';
import { fail, nilDereference } from './panic';

export const urls: Readonly<Record<string, TemplateFunction>> = {
  urlParse: fixed(['string'], (text) => {
    const url = parseUrl(text);
    if (typeof url === 'string') return fail(`unable to parse url: ${url}`);
    const { scheme, host, path, query, opaque, fragment, user = '' } = url;
    return {
      scheme,
      host,
      hostname: hostnameOf(host),
      path,
      query,
      opaque,
      fragment,
      userinfo: user,
    };
  }),
  urlJoin: fixed(['map'], (parts) => {
    const part = (key: string) => textAt(parts, key);
    const url = {
      scheme: part('scheme'),
      host: part('host'),
      path: part('path'),
      query: part('query'),
      opaque: part('opaque'),
      fragment: part('fragment'),
    };
    const userinfo = part('userinfo');
    if (userinfo === '') return formatUrl(url);
    const parsed = parseUrl(`proto://${userinfo}@host`);
    if (typeof parsed === 'string') return fail(`unable to parse userinfo in dict: ${parsed}`);
    return formatUrl({ ...url, user: parsed.user });
  }),
};

function textAt(parts: ValueMap, key: string): string {
  if (!Object.hasOwn(parts, key)) return '';
  const value = parts[key];
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return nilDereference();
  return fail(`unable to parse ${key} key, must be of type string, but ${kindName(value)} found`);
}
