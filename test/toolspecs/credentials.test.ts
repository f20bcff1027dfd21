import { expect, test } from "vitest";
import { credentialsOf } from "#dist/toolspecs/servers/credentials.js";

function ofStdio({ args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> }) {
  return credentialsOf({ kind: "stdio", name: "s", command: "node", args, env });
}

test.each<[string, Parameters<typeof ofStdio>[0], readonly string[]]>([
  ["a variable with a secret's name", { env: { API_TOKEN: "abc123" } }, ["abc123"]],
  ["the word after the scheme", { env: { AUTH_HEADER: "Bearer abc123" } }, ["Bearer abc123", "abc123"]],
  ["short names of secrets", { env: { DB_PWD: "abc123", GITLAB_PAT: "def456" } }, ["abc123", "def456"]],
  ["a password in any address", { env: { DATABASE: "postgres://ada:p%40ss@db:5432/x" } }, ["p%40ss", "p@ss"]],
  ["a parameter of an address", { env: { HOOK: "https://x.test/?api_key=abc123&page=2" } }, ["abc123"]],
  ["the form that issuers give", { env: { WHO: "ghp_0123456789abcdef" } }, ["ghp_0123456789abcdef"]],
  ["a flag with its value", { args: ["serve", "--api-key=abc123"] }, ["abc123"]],
  ["a flag before its value", { args: ["--token", "abc123", "folder"] }, ["abc123"]],
  ["a header for a bridge", { args: ["--header", "Authorization: Bearer abc123"] }, ["Bearer abc123", "abc123"]],
  ["an address as an argument", { args: ["postgres://ada:secret9@db/x"] }, ["secret9"]],
])("%s", (_, config, secrets) => {
  expect([...ofStdio(config)].sort()).toEqual([...secrets].sort());
});

test("folders, regions and addresses without a password are none: plans need them", () => {
  expect(ofStdio({ env: { ALLOWED: "/srv/notes", REGION: "eu-west-1", SERVICE: "https://x.test/v1?page=2" } })).toEqual(
    [],
  );
  expect(ofStdio({ args: ["--root", "/srv/notes", "--verbose", "--token-file", "--port=80"] })).toEqual([]);
});

test("of a server at an address: headers by name, and all that its own address carries", () => {
  const url = "https://ada:secret9@x.test/mcp?room=blue";
  const headers = { "X-Api-Key": "abc123", "X-Team": "north" };
  expect(credentialsOf({ kind: "http", name: "s", url, headers })).toEqual(["abc123", "ada", "secret9", "blue"]);
});
