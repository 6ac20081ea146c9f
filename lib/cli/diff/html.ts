import type { ObjectDelta } from '../../plan';
import { fullObjectText, valueText } from '../plan/words';
import { otherFiles } from './compare';
import type { Comparison } from './comparison';
import { fileLine, MARKS } from './text';

/** Of one value; longer ones are cut. */
const MOST = 2000;

/** A comparison as one page that needs nothing else: no script, no font, no network. */
export function diffHtml({ from, to, summary, difference }: Comparison): string {
  const { objects } = difference;
  const plain = otherFiles(difference);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text(from.name)} to ${text(to.name)}</title>
<style>${STYLE}</style></head><body>
<h1>${text(from.name)} → ${text(to.name)}</h1>
<p><code>${text(from.digest)}</code><br><code>${text(to.digest)}</code></p>
${summary.map((line) => `<p><strong>${text(line)}</strong></p>`).join('\n')}
${objects.length > 0 ? `<h2>Objects</h2>\n${objects.map(section).join('\n')}` : ''}
${plain.length > 0 ? `<h2>Other files</h2>\n<ul>${plain.map((one) => `<li>${text(fileLine(one))}</li>`).join('')}</ul>` : ''}
</body></html>
`;
}

function section({ action, object, fields, paths }: ObjectDelta): string {
  const rows = fields.map((field) => {
    const [before, after] = field.hidden
      ? ['a secret', 'another, not shown']
      : [field.before, field.after].map((value) =>
          value === undefined ? '' : valueText(value, MOST),
        );
    return `<tr><th scope="row">${text(field.path || 'everything')}</th><td class="remove">${text(before ?? '')}</td><td class="add">${text(after ?? '')}</td></tr>`;
  });
  const table =
    rows.length === 0
      ? ''
      : `<table><thead><tr><th scope="col">field</th><th scope="col">before</th><th scope="col">after</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
  return `<section><h3 class="${action}">${MARKS[action]} ${text(fullObjectText(object))}</h3><p>${paths.map((path) => `<code>${text(path)}</code>`).join(', ')}</p>${table}</section>`;
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const STYLE = `
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
code,td{font-family:ui-monospace,monospace;font-size:13px;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
th,td{border:1px solid color-mix(in srgb,currentColor 20%,transparent);padding:.25rem .5rem;text-align:left;vertical-align:top}
th[scope=row]{font-weight:500;width:30%}
td.remove{background:color-mix(in srgb,#d1242f 12%,transparent)}
td.add{background:color-mix(in srgb,#1a7f37 12%,transparent)}
h3.remove{color:#d1242f}h3.add{color:#1a7f37}`;
