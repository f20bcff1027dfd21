/** What was said of the latest keys; of more than `most`, those that were told of longest ago are forgotten. */
export class Recent<V> {
  private readonly known = new Map<string, V>();

  constructor(private readonly most = 1_000) {}

  get(key: string): V | undefined {
    return this.known.get(key);
  }

  set(key: string, value: V): void {
    this.known.delete(key);
    this.known.set(key, value);
    const [oldest] = this.known.keys();
    if (this.known.size > this.most && oldest !== undefined) this.known.delete(oldest);
  }
}
