import { expect, test } from "vitest";
import { endIn, lastWords, strayWords } from "#dist/toolspecs/servers/last-words.js";

const stray = Array.from({ length: 5 }, (_, number) => `${strayWords}garbage ${number}`);

test("what a server wrote for people comes before what it printed where it does not belong", () => {
  const said = ["line1 boot", "line2: config missing", "line3 FATAL thing", ...stray, "ended by SIGTERM"];
  expect(lastWords(said.join("\n"))).toEqual([...said.slice(0, 7), "ended by SIGTERM"]);
});

test("the line with the error is told, however much follows it, and no frames of a stack are", () => {
  const frames = [
    "    at Module._load (node:internal/modules/cjs/loader:1038:27)",
    "    at async Promise.all (index 0:1)",
    "    at node:internal/main/run_main_module:28:49 {",
    "    at new Foo (<anonymous>)",
  ];
  const after = Array.from({ length: 12 }, (_, number) => `then ${number}`);
  const told = lastWords(["  ^", "", "TypeError: no key", ...frames, "}", ...after].join("\n"));
  expect(told).toEqual(["TypeError: no key", ...after.slice(-7)]);
});

test("words that only begin like a frame are told", () => {
  expect(lastWords("at last: the key is missing\n")).toEqual(["at last: the key is missing"]);
});

test("how a server ended is told by the guard, which ends what it stopped", () => {
  expect(endIn("boot\nexited with code 3\n")).toBe("exited with code 3");
  expect(endIn("boot\nstopped, for it printed a line of more than 9 bytes on stdout\nended by SIGTERM\n")).toBe(
    "stopped, for it printed a line of more than 9 bytes on stdout",
  );
  expect(endIn("it ended by itself")).toBeUndefined();
});
