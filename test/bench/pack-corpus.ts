import type { PackFile } from '../../lib/oci';

/** Deployments with much in common, as those of a fleet have: 3.5 KB each. */
export function corpus(count: number): PackFile[] {
  return Array.from({ length: count }, (_, i) => ({
    path: `team-${i % 60}/service-${i}.k8s.yaml`,
    content: deployment(i),
  }));
}

function deployment(i: number): string {
  const hash = (n: number) => (Math.imul(i * 64 + n, 2654435761) >>> 0).toString(16);
  const variables = Array.from(
    { length: 36 },
    (_, n) =>
      `            - name: SETTING_${n}\n              value: "${hash(n)}-${hash(n + 36)}.internal.example.com"\n`,
  );
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${i}
  namespace: team-${i % 60}
  labels:
    app.kubernetes.io/name: service-${i}
    app.kubernetes.io/part-of: shop
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: service-${i}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: service-${i}
    spec:
      containers:
        - name: main
          image: ghcr.io/acme/service-${i}@sha256:${hash(1).padEnd(64, hash(2))}
          ports:
            - containerPort: 8080
          env:
${variables.join('')}`;
}
