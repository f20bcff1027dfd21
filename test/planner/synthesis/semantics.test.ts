import { describe, expect, it } from "vitest";
import { methodsOf } from "#dist/planner/synthesis/semantics/methods.js";
import { parseWitnesses } from "#dist/planner/synthesis/semantics/witness.js";
import { catalogue, readTools, type ToolSpec } from "#dist/toolspecs/index.js";
import { chat } from "./chat.js";

async function tools(): Promise<readonly ToolSpec[]> {
  const read = await readTools([chat]);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return read.value;
}

const bindings = catalogue(await tools()).bindings;
const methods = methodsOf(bindings);

function typesOf(member: string, path: string, side: "params" | "outputs" = "params") {
  const method = methods.all.find(({ binding }) => binding.member === member);
  return method?.[side].find((slot) => slot.path.join(".") === path)?.types;
}

describe("semantic types", () => {
  it("a field has the type of its place in the schema that names it", () => {
    expect(typesOf("listChannels", "channels.[].name", "outputs")).toContain("Channel.name");
    expect(typesOf("getUser", "profile.email", "outputs")).toContain("Profile.email");
  });

  it("a named schema of texts is one type wherever it stands", () => {
    expect(methods.typeOf("UserId")).toBe(methods.typeOf("User.id"));
    expect(typesOf("listMembers", "members.[]", "outputs")).toContain(methods.typeOf("User.id"));
  });

  it("a parameter called like a thing takes the key of that thing", () => {
    expect(typesOf("getUser", "user")).toContain(methods.typeOf("User.id"));
    expect(typesOf("listMembers", "channel_id")).toContain(methods.typeOf("Channel.id"));
  });

  it("a parameter called like a field of what its operation is about is that field", () => {
    expect(typesOf("createChannel", "name")).toContain("Channel.name");
  });

  it("what may be the key or the thing itself is the key", () => {
    expect(typesOf("listChannels", "channels.[].owner", "outputs")).toContain(methods.typeOf("User.id"));
  });

  it("other names are not mixed up", () => {
    expect(methods.typeOf("User.id")).not.toBe(methods.typeOf("Channel.id"));
    expect(typesOf("listMessages", "since")).not.toContain(methods.typeOf("Channel.last_read"));
  });

  it("witnesses tell what names do not", () => {
    const read = parseWitnesses([
      {
        consumer: "since",
        endpoint: null,
        producer: [{ endpoint: "/channels", method: "get", path: "channels/[?]/last_read" }],
      },
    ]);
    expect(read.ok).toBe(true);
    const told = methodsOf(bindings, read.ok ? read.value : []);
    const since = told.all
      .find(({ binding }) => binding.member === "listMessages")
      ?.params.find(({ path }) => path[0] === "since");
    expect(since?.types).toContain(told.typeOf("Channel.last_read"));
  });

  it("witnesses that are none are refused", () => {
    expect(parseWitnesses({}).ok).toBe(false);
    expect(parseWitnesses([{ consumer: 1 }]).ok).toBe(false);
  });
});
