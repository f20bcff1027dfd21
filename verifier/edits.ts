/** Blanks and insertions over one text, applied in one go, that remember where everything came from. */
export class Edits {
  readonly #text: string;
  readonly #blanks: { readonly start: number; readonly end: number; readonly flat: boolean }[] = [];
  readonly #inserts: { readonly at: number; readonly text: string; readonly order: number }[] = [];
  #before = 0;
  #after = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Overwrites with spaces; line ends stay. */
  blank(start: number, end: number): void {
    this.#blanks.push({ start, end, flat: false });
  }

  /** Overwrites with spaces, line ends too. Returns how many there were. */
  flatten(start: number, end: number): number {
    this.#blanks.push({ start, end, flat: true });
    return this.#text.slice(start, end).split("\n").length - 1;
  }

  /** What is inserted at one place later stands after what was inserted there earlier: openings, from the outside in. */
  insert(at: number, text: string): void {
    this.#before += 1;
    this.#inserts.push({ at, text, order: this.#before });
  }

  /** What is appended at one place later stands before what was appended there earlier: closings, from the inside out. */
  append(at: number, text: string): void {
    this.#after -= 1;
    this.#inserts.push({ at, text, order: this.#after });
  }

  apply(): { readonly text: string; originalOffset(offset: number): number; newOffset(offset: number): number } {
    const source = this.#blanked();
    const inserts = [...this.#inserts].sort((a, b) => a.at - b.at || a.order - b.order);
    const parts: string[] = [];
    /** `from`: offset in the result of the text that starts at `to` in the source. */
    const anchors: { readonly from: number; readonly to: number }[] = [{ from: 0, to: 0 }];
    let done = 0;
    let length = 0;
    for (const { at, text } of inserts) {
      parts.push(source.slice(done, at), text);
      length += at - done + text.length;
      done = at;
      anchors.push({ from: length, to: at });
    }
    parts.push(source.slice(done));
    return {
      text: parts.join(""),
      originalOffset: (offset) => lookUp(anchors, offset, this.#text.length),
      newOffset: (offset) => offset + added(inserts, offset),
    };
  }

  #blanked(): string {
    const parts: string[] = [];
    let done = 0;
    for (const { start, end, flat } of [...this.#blanks].sort((a, b) => a.start - b.start)) {
      if (start < done) continue;
      const gone = this.#text.slice(start, end);
      parts.push(this.#text.slice(done, start), gone.replace(flat ? /[\s\S]/g : /[^\r\n]/g, " "));
      done = end;
    }
    parts.push(this.#text.slice(done));
    return parts.join("");
  }
}

/** Characters inserted before what stands at an offset of the source. */
function added(inserts: readonly { readonly at: number; readonly text: string }[], offset: number): number {
  return inserts.reduce((sum, { at, text }) => (at <= offset ? sum + text.length : sum), 0);
}

function lookUp(anchors: readonly { from: number; to: number }[], offset: number, end: number): number {
  const index = anchors.findLastIndex(({ from }) => from <= offset);
  const anchor = anchors[index];
  if (anchor === undefined) return 0;
  const next = anchors[index + 1];
  return Math.min(anchor.to + offset - anchor.from, next?.to ?? end, end);
}
