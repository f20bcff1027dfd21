/** What one reader has not taken yet. */
interface Reader<T> {
  readonly waiting: ((result: IteratorResult<T, undefined>) => void)[];
  readonly due: T[];
  missed: number;
}

interface FeedOptions<T> {
  /** Events kept for a reader that is slower than they come; the oldest ones make room. */
  readonly most: number;
  /** What a reader is told in the place of those that it missed. */
  readonly gap: (missed: number) => T;
}

/**
 * Events for whoever wants to hear them. Each reader hears all from when it began on; none can hold up whoever writes, so what a slow one does not
 * take is bounded, and it is told how much it missed. A reader that leaves is forgotten.
 */
export class Feed<T> implements AsyncIterable<T> {
  readonly #options: FeedOptions<T>;
  readonly #readers = new Set<Reader<T>>();
  #closed = false;

  constructor(options: FeedOptions<T>) {
    this.#options = options;
  }

  push(event: T): void {
    for (const reader of this.#readers) {
      const give = reader.waiting.shift();
      if (give !== undefined) give({ done: false, value: event });
      else this.#keep(reader, event);
    }
  }

  #keep(reader: Reader<T>, event: T): void {
    reader.due.push(event);
    if (reader.due.length <= this.#options.most) return;
    reader.due.shift();
    reader.missed += 1;
  }

  /** No event comes any more; what is due can still be taken. */
  close(): void {
    this.#closed = true;
    for (const { waiting } of this.#readers)
      for (const give of waiting.splice(0)) give({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    const reader: Reader<T> = { waiting: [], due: [], missed: 0 };
    if (!this.#closed) this.#readers.add(reader);
    return {
      next: () => this.#next(reader),
      return: async () => {
        this.#readers.delete(reader);
        reader.due.length = 0;
        for (const give of reader.waiting.splice(0)) give({ done: true, value: undefined });
        return { done: true, value: undefined };
      },
    };
  }

  #next(reader: Reader<T>): Promise<IteratorResult<T, undefined>> {
    const event = this.#due(reader);
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#closed || !this.#readers.has(reader)) return Promise.resolve({ done: true, value: undefined });
    return new Promise((give) => reader.waiting.push(give));
  }

  #due(reader: Reader<T>): T | undefined {
    if (reader.missed === 0) return reader.due.shift();
    const { missed } = reader;
    reader.missed = 0;
    return this.#options.gap(missed);
  }
}
