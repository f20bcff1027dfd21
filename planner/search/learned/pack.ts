/**
 * The file of weights. Few of a table's places are used: each is written as its distance from the one before (a varint) and
 * its weight in one signed byte, times the table's scale. Tables stand in the order of `sections`.
 */
import type { Model } from "./model.js";
import type { Table } from "./table.js";

const sections = ["slots", "tools", "counts", "confidence"] as const;

export function pack(model: Model): Uint8Array {
  const bytes: number[] = [];
  for (const section of sections) packTable(model[section], bytes);
  return Uint8Array.from(bytes);
}

function packTable(table: Table, bytes: number[]): void {
  const scale = Math.max(1e-6, ...chunksMax(table)) / 127;
  const used = [...table.keys()].filter((at) => Math.round((table[at] ?? 0) / scale) !== 0);
  const head = new DataView(new ArrayBuffer(12));
  head.setUint32(0, table.length);
  head.setUint32(4, used.length);
  head.setFloat32(8, scale);
  for (let at = 0; at < 12; at += 1) bytes.push(head.getUint8(at));
  let last = -1;
  for (const at of used) {
    for (let gap = at - last; ; gap >>>= 7) {
      bytes.push(gap > 127 ? (gap & 127) | 128 : gap);
      if (gap <= 127) break;
    }
    bytes.push(Math.round((table[at] ?? 0) / scale) & 255);
    last = at;
  }
}

function chunksMax(table: Table): number[] {
  let top = 0;
  for (const weight of table) top = Math.max(top, Math.abs(weight));
  return [top];
}

export function unpack(bytes: Uint8Array): Model {
  const reader = new Reader(bytes);
  const [slots, tools, counts, confidence] = sections.map(() => reader.table());
  if (slots === undefined || tools === undefined || counts === undefined || confidence === undefined)
    throw new Error("the file of weights is incomplete");
  return { slots, tools, counts, confidence };
}

class Reader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  table(): Table {
    const table = new Float32Array(this.view.getUint32(this.at));
    const count = this.view.getUint32(this.at + 4);
    const scale = this.view.getFloat32(this.at + 8);
    this.at += 12;
    let place = -1;
    for (let index = 0; index < count; index += 1) {
      place += this.varint();
      table[place] = this.view.getInt8(this.at) * scale;
      this.at += 1;
    }
    return table;
  }

  private varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at] ?? 0;
      this.at += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
}
