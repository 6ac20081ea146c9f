/**
 * Whether Go reads it as a duration: `1h30m`, `.5s`, `0`.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function isGoDuration(text: string): boolean {
  return /^[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/.test(text);
}
