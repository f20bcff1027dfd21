import { PassThrough } from "node:stream";
import type { ReadStream } from "node:tty";
import { expect, test } from "vitest";
import { answersFrom } from "#dist/cli/answers.js";

const never = new AbortController().signal;

function terminal() {
  const stream = new PassThrough();
  return {
    stream,
    answers: answersFrom(Object.assign(stream, { isTTY: true, fd: 0 }) as unknown as ReadStream & { fd: 0 }),
  };
}

test("what was typed before a question is no answer to it", async () => {
  const { stream, answers } = terminal();
  stream.write("y\n");
  await answers.forget();
  const line = answers.readLine(never);
  stream.write("n\n");
  expect(await line).toBe("n");
});

test("an end that came before is no line, and is not waited for", async () => {
  const { stream, answers } = terminal();
  stream.end();
  await answers.forget();
  expect(await answers.readLine(never)).toBeUndefined();
});
