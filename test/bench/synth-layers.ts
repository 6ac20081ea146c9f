import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { PlatformApp } from '../../constructs/app';
import type { Row } from './row';

/** CPU time to order layers of objects, each layer behind the whole of the one before. */
export const layerRows: readonly Row[] = [
  {
    title: 'CPU time of synthYaml, 10 layers of 4 objects, each on the layer before',
    against: 'cdk8s App.synthYaml, which takes every path',
    atLeast: 50,
    run: () =>
      Promise.resolve({
        ours: leastMs(() => layered(new PlatformApp(), 10, 4)),
        theirs: leastMs(() => layered(new App(), 10, 4)),
        unit: 'ms',
      }),
  },
  {
    title: 'CPU time of PlatformApp.synthYaml per object, 200 layers of 20, each on the one before',
    against: 'the same with 100 layers: 1 is linear',
    atLeast: 0.7,
    run: () => {
      const theirs = usPerObject(100);
      return Promise.resolve({ ours: usPerObject(200), theirs, unit: 'µs' });
    },
  },
];

function usPerObject(layers: number): number {
  const width = 20;
  const ms = leastMs(() => layered(new PlatformApp(), layers, width));
  return (ms * 1000) / (layers * width);
}

function layered(app: App, layers: number, width: number): App {
  const chart = new Chart(app, 'chart');
  let before: Construct | undefined;
  for (let l = 0; l < layers; l += 1) {
    const layer = new Construct(chart, `layer-${l}`);
    for (let o = 0; o < width; o += 1) {
      new ApiObject(layer, `object-${o}`, { apiVersion: 'v1', kind: 'ConfigMap' });
    }
    if (before) layer.node.addDependency(before);
    before = layer;
  }
  return app;
}

const ROUNDS = 5;

function leastMs(build: () => App): number {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const app = build();
    const before = process.cpuUsage();
    app.synthYaml();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
