export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Centre and size, in CSS pixels. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}
