/** Cuts what comes in pieces into lines, in time that grows with its length: a line of megabytes comes in hundreds of pieces. */
export class Lines {
  #pieces: Buffer[] = [];
  /** Bytes of the line that has not ended yet. */
  #held = 0;

  get held(): number {
    return this.#held;
  }

  /** The lines that end in this piece, each with its end. */
  take(piece: Buffer): readonly Buffer[] {
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = piece.indexOf("\n"); end !== -1; end = piece.indexOf("\n", from)) {
      lines.push(Buffer.concat([...this.#pieces, piece.subarray(from, end + 1)]));
      this.clear();
      from = end + 1;
    }
    if (from < piece.length) {
      this.#pieces.push(piece.subarray(from));
      this.#held += piece.length - from;
    }
    return lines;
  }

  clear(): void {
    this.#pieces = [];
    this.#held = 0;
  }
}
