/**
 * Where the numbers of content are: Argo CD reads them as floats and prints 1000000 as `1e+06`, so
 * they are written through JSON. The compiler asks for each: `numbers: { 'account.id': true }`, with
 * `*` for any key of a map.
 */
export type NumbersOf<T> = [NumberPath<T>] extends [never]
  ? { readonly numbers?: undefined }
  : { readonly numbers: { readonly [P in NumberPath<T>]: true } };

type NumberPath<T, Prefix extends string = ''> = T extends readonly unknown[]
  ? never
  : T extends object
    ? {
        [K in keyof T & string]-?: NumberAt<
          NonNullable<T[K]>,
          `${Prefix}${string extends K ? '*' : K}`
        >;
      }[keyof T & string]
    : never;

type NumberAt<V, Path extends string> = V extends number
  ? Path
  : V extends object
    ? NumberPath<V, `${Path}.`>
    : never;
