import { TextDecoder } from "node:util";

/** Ten megabytes, as for a line of a server that is started here. */
const messageBytes = 10 * 1024 * 1024;

/**
 * `fetch` whose answers break off where one message of theirs is longer than anybody needs, before it fills the memory, and where they are
 * not UTF-8, which would reach a plan as something else. A stream of events may go on for days; there, what counts is the length of one event.
 */
export async function boundedFetch(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  if (response.body === null) return response;
  const streams = /\btext\/event-stream\b/i.test(response.headers.get("content-type") ?? "");
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(limited(streams)), { status, statusText, headers });
}

function limited(perEvent: boolean): TransformStream<Uint8Array, Uint8Array> {
  let length = 0;
  const text = new TextDecoder("utf-8", { fatal: true });
  return new TransformStream({
    transform(chunk, stream) {
      const end = perEvent ? endOfEvent(chunk) : -1;
      length = end === -1 ? length + chunk.length : chunk.length - end;
      if (length > messageBytes) stream.error(new Error(`a message is longer than ${messageBytes} bytes`));
      else if (!readable(text, chunk)) stream.error(new Error("a message is not UTF-8"));
      else stream.enqueue(chunk);
    },
  });
}

/** A character may be cut in two by chunks, which the decoder knows. */
function readable(text: TextDecoder, chunk: Uint8Array): boolean {
  try {
    text.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** After the last blank line in it. One that is cut in two by chunks is not seen, and the next one is. */
function endOfEvent(chunk: Uint8Array): number {
  const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return Math.max(text.lastIndexOf("\n\n"), text.lastIndexOf("\r\n\r\n"));
}
