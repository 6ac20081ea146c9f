/** Names that belong together, each group by the first of them. */
export class Groups {
  readonly #before = new Map<string, string>();

  join(a: string, b: string): void {
    const [one, other] = [this.firstOf(a), this.firstOf(b)];
    if (one === other) return;
    const [first, second] = one < other ? [one, other] : [other, one];
    this.#before.set(second, first);
  }

  /** The first name of the group; a name that was never joined is its own. */
  firstOf(name: string): string {
    let first = name;
    for (let at = this.#before.get(first); at !== undefined; at = this.#before.get(at)) first = at;
    if (first !== name) this.#before.set(name, first);
    return first;
  }
}
