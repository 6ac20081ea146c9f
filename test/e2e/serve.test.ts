import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli, isBuilt, startCli } from '../support/built-cli';
import { isInstalled } from '../support/registry/debian';
import { tempFolder } from '../support/temp-folder';

const cwd = tempFolder();
const test_ = isBuilt() ? test : test.skip;

test_(
  'serve gives a layout to a client, and ends cleanly on an interrupt',
  async () => {
    mkdirSync(join(cwd, 'core'));
    writeFileSync(join(cwd, 'core/a.yaml'), 'kind: Service\n');
    const { stdout: digest } = cli(['pack', '--path', 'core'], { cwd });
    const { child, ended } = startCli(['serve', '--port', '0'], { cwd });
    const host = await new Promise<string>((resolve) =>
      child.stdout?.once('data', (part: Buffer) => resolve(part.toString().trim())),
    );
    expect(host).toMatch(/^127\.0\.0\.1:\d+$/);
    const pulled = cli(['pull', `oci://${host}/acme/core:latest`, '--output', 'out'], { cwd });
    expect(pulled).toMatchObject({ code: 0, stdout: `${host}/acme/core@${digest}` });
    if (isInstalled('skopeo')) {
      const [flags, address] = [
        ['--raw', '--tls-verify=false'],
        `docker://${host}/acme/core:latest`,
      ];
      const raw = execFileSync('skopeo', ['inspect', ...flags, address]).toString();
      expect(raw).toContain('application/vnd.oci.image.layer.v1.tar+gzip');
    }
    child.kill('SIGINT');
    const { code, signal, stderr } = await ended;
    expect({ code, signal }).toEqual({ code: 0, signal: null });
    expect(stderr).toContain('GET /v2/acme/core/manifests/latest 200');
  },
  60_000,
);
