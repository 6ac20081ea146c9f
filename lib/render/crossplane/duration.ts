import { quote } from '../../template/quote';
import { Failure } from '../../crossplane/failure';

const DURATION = /^[-+]?(0|(([0-9]+\.?[0-9]*|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$/;

/** @throws {Failure} for what Go's time.ParseDuration refuses. */
export function checkDuration(text: string): void {
  if (DURATION.test(text)) return;
  const unit = /^[-+]?(?:[0-9.]+(?:ns|us|µs|μs|ms|s|m|h))*[0-9.]*[0-9][.]?([^0-9.]*)/.exec(
    text,
  )?.[1];
  if (unit === undefined) throw new Failure(`time: invalid duration ${quote(text)}`);
  if (unit === '') throw new Failure(`time: missing unit in duration ${quote(text)}`);
  throw new Failure(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
}
