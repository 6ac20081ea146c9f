import { PlatformApp, type PlatformAppProps } from '../../constructs/app';

/** {@link PlatformApp} for tests: it synthesizes in memory and writes nothing. */
class TestApp extends PlatformApp {
  /** Runs every check of a real synth, artifacts and their digests included. */
  override synth(): void {
    this.synthYaml();
  }
}

/**
 * An app for tests. Unlike `Testing.app()` of cdk8s it makes no temporary folder, and `synth()`
 * writes nothing.
 *
 * @param props as of the app under test; `releases` names a file relative to the working folder.
 */
export function testApp(props: PlatformAppProps = {}): PlatformApp {
  return new TestApp({ outdir: 'dist', ...props });
}
