import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { type Candidate, sketches, synthesise } from "#dist/planner/index.js";
import { readTools } from "#dist/toolspecs/index.js";
import { createVerifier } from "#dist/verifier/index.js";
import { chat } from "./chat.js";

const read = await readTools([chat]);
if (!read.ok) throw new Error(JSON.stringify(read.issues));
const tools = read.value;
const verifier = createVerifier({ worlds: 15 });
afterAll(() => verifier.close());

async function programs(query: string, count = 3): Promise<readonly Candidate[]> {
  const found = await synthesise({ query, tools, verifier, count });
  if (!found.ok) throw new Error(JSON.stringify(found.issues));
  return found.value;
}

describe("programs of a type", () => {
  it("go through lists, keep what is asked for, and pass over what is missing", async () => {
    const [first] = await programs("{ channel_name: Channel.name } -> [Profile.email]", 1);
    expect(first?.judgement?.outcome).toBe("passed");
    const all = (await programs("{ channel_name: Channel.name } -> [Profile.email]", 6)).map(({ source }) => source);
    expect(all).toContainEqual(`export default async function plan(input: { channel_name: string }) {
  const found = [];
  const channels = await chat.listChannels();
  for (const channel of channels.channels) {
    if (channel.name !== input.channel_name) continue;
    const members = await chat.listMembers({ channel_id: channel.id });
    for (const member of members.members) {
      const user = await chat.getUser({ user: member });
      found.push(user.profile.email);
    }
  }
  return found;
}
`);
  });

  it("take plain types, which only names tell apart", async () => {
    const [first] = await programs("{ user: string } -> Profile.email", 1);
    expect(first?.source).toContain("chat.getUser({ user: input.user })");
  });

  it("may take lists", async () => {
    const [first] = await programs("{ user_ids: [User.id] } -> [Profile.email]", 1);
    expect(first?.source).toContain("for (const userId of input.user_ids)");
  });

  it("come out the same each time", async () => {
    const query = "{ channel_name: Channel.name } -> [User]";
    const [once, again] = [sketches({ query, tools }), sketches({ query, tools })];
    expect(once).toEqual(again);
  });

  it("name a type that no tool knows, and the nearest one", async () => {
    const found = await synthesise({ query: "{ a: Chanel.name } -> User", tools });
    expect(found.ok ? [] : found.issues.map(({ message }) => message)).toEqual([
      "No tool knows the type Chanel.name. Is it Channel.name?",
    ]);
  });

  it("are none where the signal stops the search", async () => {
    const found = await synthesise({ query: "{} -> [Channel]", tools, signal: AbortSignal.abort() });
    expect(found).toEqual({ ok: true, value: [] });
  });

  it("are well typed, use every input and hold no literal that is made up", async () => {
    const names = [
      "Channel.name",
      "Channel.id",
      "User.id",
      "Profile.email",
      "Message.text",
      "Channel",
      "User",
      "Message",
    ];
    const name = fc.constantFrom(...names);
    const input = fc.constantFrom(...names.filter((one) => one.includes(".")));
    await fc.assert(
      fc.asyncProperty(input, name, fc.boolean(), async (given, wanted, list) => {
        const query = `{ given: ${given} } -> ${list ? `[${wanted}]` : wanted}`;
        const found = sketches({ query, tools, timeMs: 500 });
        const few = found.ok ? found.value.slice(0, 3) : [];
        for (const { source } of few) {
          const { issues } = await verifier.verify({ goal: "", source }, tools);
          const errors = issues.filter(({ severity }) => severity === "error").map(({ code }) => code);
          expect({ source, errors }).toEqual({ source, errors: [] });
          expect(source).toContain("input.given");
          expect(source.replaceAll(/typeof \w+ !== "\w+"|"\w+" in /gu, "")).not.toMatch(/["'`]/u);
        }
      }),
      { seed: 3, numRuns: 25 },
    );
  });
});
