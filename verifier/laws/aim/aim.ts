import type { Json, SchemaType } from "../../../toolspecs/index.js";

/** A step into a value: a member, any item (or any value of a dictionary), or what a text holds as JSON. */
export type Step = { readonly member: string } | "item" | "parsed";

const maxValues = 24;

/** What a program tells apart in a value: the constants and sizes it compares with, and the shape it reads. */
export class Aim {
  /** Constants the program compares with, and what is close to them. */
  readonly values: Json[] = [];
  /** Values that other parts have too, so that comparing the two finds them equal. */
  readonly shared: Json[] = [];
  readonly sizes = new Set<number>();
  /** As `typeof` and its like ask. */
  readonly kinds = new Set<SchemaType>();
  readonly members = new Map<string, Aim>();
  item: Aim | undefined;
  parsed: Aim | undefined;

  /** The part a few steps inside. */
  at(steps: readonly Step[]): Aim {
    return steps.reduce<Aim>((aim, step) => aim.#inside(step), this);
  }

  offer(values: readonly Json[], as: "values" | "shared" = "values"): void {
    for (const value of values) {
      if (this[as].length < maxValues && !this[as].includes(value)) this[as].push(value);
    }
  }

  /** What is looked for in a list is looked for in its items. */
  get ofItems(): Aim | undefined {
    if (this.values.length + this.shared.length === 0) return this.item;
    const item = this.at(["item"]);
    item.offer(this.values);
    item.offer(this.shared, "shared");
    return item;
  }

  get empty(): boolean {
    const { values, shared, sizes, kinds, members, item, parsed } = this;
    const parts = [...members.values(), item, parsed];
    return (
      values.length + shared.length + sizes.size + kinds.size === 0 &&
      parts.every((part) => part === undefined || part.empty)
    );
  }

  #inside(step: Step): Aim {
    if (step === "item") {
      this.item ??= new Aim();
      return this.item;
    }
    if (step === "parsed") {
      this.parsed ??= new Aim();
      return this.parsed;
    }
    const known = this.members.get(step.member) ?? new Aim();
    this.members.set(step.member, known);
    return known;
  }
}
