import { jqOf, placesOf, pointerOf, type FieldPath } from '../../lib/drift/places';

const route = {
  metadata: { annotations: { 'a/b': 'x' } },
  spec: {
    rules: [{ refs: [{ weight: 1 }, {}] }, { refs: null }, 'text', {}],
    subsets: { a: { n: 1 }, 'b/c': {} },
  },
};

it.each<{ title: string; path: FieldPath; places: [string, unknown][] }>([
  {
    title: 'finds the field in each element, where it is missing too',
    path: '.spec.rules[].refs[].weight',
    places: [
      ['/spec/rules/0/refs/0/weight', 1],
      ['/spec/rules/0/refs/1/weight', undefined],
    ],
  },
  { title: 'finds nothing below a missing parent', path: '.spec.missing.x', places: [] },
  { title: 'finds nothing in what is no list', path: '.metadata[].x', places: [] },
  {
    title: 'finds the field in each value of a map, and escapes its key',
    path: '.spec.subsets[*].n',
    places: [
      ['/spec/subsets/a/n', 1],
      ['/spec/subsets/b~1c/n', undefined],
    ],
  },
  {
    title: 'reads a quoted name',
    path: '.metadata.annotations["a/b"]',
    places: [['/metadata/annotations/a~1b', 'x']],
  },
])('$title', ({ path, places }) => {
  expect(placesOf(route, path).map(({ pointer, value }) => [pointer, value])).toEqual(places);
});

it('guards each list of a jq path, and has no pointer for it', () => {
  expect(jqOf('.spec.rules[].refs[].weight')).toBe('.spec.rules[]?.refs[]?.weight');
  expect(pointerOf('.spec.rules[].weight')).toBeUndefined();
  expect(pointerOf('.metadata.annotations["a/b"]')).toBe('/metadata/annotations/a~1b');
});
