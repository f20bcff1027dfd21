interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lines on their way to where they are kept, in order; those that come while others are being written go together in the next write. After a
 * write that failed nobody knows what is there, so all that come later fail too.
 */
export class Batches {
  readonly #write: (lines: readonly string[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #broken: { readonly error: unknown } | undefined;
  #closed = false;

  constructor(write: (lines: readonly string[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves when the line is kept. */
  add(line: string): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw new Error("The journal is closed.");
      this.#waiting.push({ line, resolve, reject });
      this.#writing ??= this.#work();
    });
  }

  /** Takes no more; resolves when those on their way have come to an end. False where it was closed before. */
  async close(): Promise<boolean> {
    const first = !this.#closed;
    this.#closed = true;
    await this.#writing;
    return first;
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#broken !== undefined) throw this.#broken.error;
        await this.#write(batch.map(({ line }) => line));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        this.#broken ??= { error };
        for (const { reject } of batch) reject(error);
      }
    }
    this.#writing = undefined;
  }
}
