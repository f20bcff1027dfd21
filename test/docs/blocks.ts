/** A fenced block of a page, with what stands about it in a comment before. */
export interface Block {
  readonly language: string;
  /** The word behind the language: the file that a reader is to make of it. */
  readonly file: string | undefined;
  readonly text: string;
  /** `<!-- exit 1 -->`, `<!-- not run: … -->`. */
  readonly remark: string;
  readonly line: number;
}

export function blocksOf(page: string): readonly Block[] {
  const fence = /(?:^<!-- (.*) -->\n+)?^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm;
  return [...page.matchAll(fence)].map(({ index, 1: remark = "", 2: language = "", 3: file, 4: text = "" }) => ({
    language,
    file,
    text,
    remark,
    line: page.slice(0, index).split("\n").length,
  }));
}
