import type { Answer } from './http';
import type { Retry } from './options';

/** Whether the same request may succeed later. */
export function isTransient({ status, body }: Answer): boolean {
  if ([408, 425, 429, 499, 500, 502, 503, 504, 522].includes(status)) return true;
  // GHCR says 403 for its secondary limit.
  return status === 403 && /toomanyrequests|rate limit/i.test(body.toString('latin1'));
}

/** Whether a connection that failed so is worth another. A refused one or an unknown host is not. */
export function isTransientFailure(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return TRANSIENT.has(code ?? '');
}

const TRANSIENT = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ECONNABORTED']);

/**
 * Milliseconds that the answer asks to wait: `Retry-After` in seconds or as a date, or the text
 * that GHCR writes (`retry-after: 10.3ms`). `undefined` where it asks for nothing.
 */
export function askedWait({ headers, body }: Answer, nowMs: number): number | undefined {
  const header = headers['retry-after'];
  if (header !== undefined) {
    if (/^\d+(?:\.\d+)?$/.test(header)) return Number(header) * 1000;
    const date = Date.parse(header);
    return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
  }
  const [, amount, unit] = /retry-after: ([\d.]+)(ms|s)\b/i.exec(body.toString('latin1')) ?? [];
  return amount === undefined ? undefined : Number(amount) * (unit === 'ms' ? 1 : 1000);
}

/** Milliseconds before try number `attempt` + 1, by chance, so that many clients do not march in step. */
export function jitter({ baseMs, capMs }: Retry, attempt: number): number {
  return Math.random() * Math.min(capMs, baseMs * 2 ** attempt);
}

/** Resolves after `ms`, rejects with the signal's reason when that comes first. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
