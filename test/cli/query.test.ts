import { beforeAll, describe, expect, test } from "vitest";
import { main } from "#dist/cli/main.js";
import { parts } from "#dist/cli/parts.js";
import { recorded } from "./io.js";

const billing = ["--tools", "billing=examples/billing/tools.json", "--worlds", "10"];

async function run(...argv: readonly string[]) {
  const text = recorded();
  const code = await main(argv, text.io, parts);
  return { code, out: text.out(), err: text.err() };
}

describe("plan --query", () => {
  let listed: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    listed = await run("plan", "--query", "{ email: string } -> string[]", "--count", "2", ...billing);
  }, 60_000);

  test("lists checked programs of a type", () => {
    expect(listed).toMatchObject({ code: 0, err: "" });
    expect(listed.out).toContain("async function plan(input: { email: string })");
    expect(listed.out).toMatch(/^\/\/ 1 \(cost [\d.]+\): billing\.\w+ reads/);
    expect(listed.out.match(/export default/g)).toHaveLength(2);
  });

  test("--json gives the list, with what each has to be given", async () => {
    const { out } = await run("plan", "--query", "{ email: string } -> string", "--count", "1", ...billing, "--json");
    const { query, programs } = JSON.parse(out);
    expect(query).toBe("{ email: string } -> string");
    expect(programs).toHaveLength(1);
    expect(programs[0]).toMatchObject({ hash: expect.stringMatching(/^sha256:/), warnings: expect.any(Array) });
    expect(programs[0].input).toMatchObject({ type: "object", required: ["email"] });
  });

  test("no program of a type is an abstention", async () => {
    const { code, out, err } = await run("plan", "--query", "{ cats: boolean } -> string[]", ...billing);
    expect(code).toBe(3);
    expect(out).toBe("");
    expect(err).toMatch(/^No program over these tools has this type\./);
  });

  test.each([
    [["--query", "{ email string } -> string"], /--query: There is "string" where `:` should be\..*\(at "string }/],
    [["--query", "{ email: Mail } -> string"], /No tool knows the type Mail\./],
    [["Do it", "--query", "{} -> string"], /goes with neither a goal nor -o/],
    [["--query", "{} -> string", "--witnesses", "missing.json"], /missing\.json/],
    [[], /A goal is missing/],
  ])("%j is refused", async (argv, message) => {
    const { code, err } = await run("plan", ...argv, ...billing);
    expect(code).toBe(2);
    expect(err.replaceAll("\n  ", " ")).toMatch(message);
  });
});
