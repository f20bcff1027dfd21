import { describe, expect, it } from "vitest";
import { engineFault, guestFault, placeOf } from "#dist/sandbox/faults.js";

const described = (thrown: Record<string, unknown>): string =>
  JSON.stringify({ name: "", message: "", stack: "", ...thrown });

describe("the fault behind what the engine threw", () => {
  it.each([
    [new Error("Aborted(OOM) at /home/someone/app.mjs"), "memory"],
    [new Error("memory access out of bounds"), "memory"],
    [new RangeError("Maximum call stack size exceeded"), "stack"],
    [new Error("unreachable at /home/someone/app.mjs"), "engine"],
    ["no error at all", "engine"],
  ] as const)("shows nothing of the host: %s", (thrown, code) => {
    const fault = engineFault(thrown);
    expect(fault.code).toBe(code);
    expect(fault.message).not.toMatch(/home|mjs|unreachable/);
  });
});

describe("the fault behind what a program threw", () => {
  const running = { when: "running", memoryFull: false } as const;

  it("tells memory used up from a thrown null", () => {
    const nothing = described({ message: "null was thrown", nothing: true });
    expect(guestFault(nothing, { ...running, memoryFull: true }).code).toBe("memory");
    expect(guestFault(nothing, running)).toEqual({ code: "threw", message: "null was thrown" });
  });

  it("takes the engine's own errors for limits, not the program's", () => {
    const codeOf = (name: string, message: string) => guestFault(described({ name, message }), running).code;
    expect(codeOf("InternalError", "out of memory")).toBe("memory");
    expect(codeOf("InternalError", "stack overflow")).toBe("stack");
    expect(codeOf("Error", "out of memory")).toBe("threw");
    expect(codeOf("Error", "stack overflow")).toBe("threw");
  });

  it("is a syntax error only while the program loads", () => {
    const bad = described({ name: "SyntaxError", message: "no" });
    expect(guestFault(bad, { ...running, when: "loading" })).toEqual({ code: "syntax", message: "no" });
    expect(guestFault(bad, running)).toEqual({ code: "threw", message: "SyntaxError: no" });
  });
});

describe("a place", () => {
  it.each([
    ["    at f (native)\n    at plan (plan.js:3:15)\n    at plan.js:9:1", { line: 3, column: 15 }],
    ["    at plan.js:7", { line: 7, column: 1 }],
    ["    at get (calls.js:3:15)", undefined],
    ["", undefined],
  ])("is the innermost frame of the program: %j", (stack, place) => {
    expect(placeOf(stack)).toEqual(place);
  });
});
