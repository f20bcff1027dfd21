import { describe, expect, it } from "vitest";
import { modelProposer } from "#dist/planner/index.js";
import { modelSettings } from "#dist/planner/model/options.js";
import { HoldshortError } from "#dist/toolspecs/index.js";

describe("modelSettings", () => {
  it("fills in what was left out, and takes blank for left out", () => {
    const bare = modelSettings({ model: "m" });
    expect(bare).toMatchObject({ baseURL: "https://api.openai.com/v1", apiKey: undefined, maxRetries: 2 });
    expect(modelSettings({ model: " m ", baseURL: " ", apiKey: "" })).toEqual(bare);
  });

  it.each([
    ["model", { model: " " }],
    ["baseURL", { baseURL: "localhost:8000" }],
    ["baseURL", { baseURL: "ftp://localhost/v1" }],
    ["baseURL", { baseURL: "http://me:secret-word@localhost/v1" }],
    ["baseURL", { baseURL: "http://localhost/v1?key=secret-word" }],
    ["apiKey", { apiKey: "secret-word\nother" }],
    ["temperature", { temperature: 3 }],
    ["temperature", { temperature: Number.NaN }],
    ["maxOutputTokens", { maxOutputTokens: 0 }],
    ["timeoutMs", { timeoutMs: 0 }],
    ["timeoutMs", { timeoutMs: 2 ** 31 }],
    ["maxRetries", { maxRetries: 1.5 }],
  ])("refuses a wrong %s, and quotes no secret", (place, given) => {
    const make = () => modelProposer({ model: "m", ...given });
    expect(make).toThrow(HoldshortError);
    expect(make).toThrow(new RegExp(`^${place}: `));
    expect(make).not.toThrow(/secret-word/);
  });
});
