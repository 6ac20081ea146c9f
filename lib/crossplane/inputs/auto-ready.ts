import { inputShape } from '../shape';

/* The input of function-auto-ready, `autoready.fn.crossplane.io/v1beta1 Input`. */

export interface Input {
  readonly ttl?: string;
}

/** Its health checks in CEL are behind a feature gate that is off unless the function is told. */
export const INPUT = inputShape({
  ttl: 'string',
  celHealthCheckCustomization: { map: 'string' },
  celHealthCheckCustomizationFrom: 'string',
});
