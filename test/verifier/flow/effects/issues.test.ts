import { describe, expect, it } from "vitest";
import { effectsOf, issuesOf } from "./bank.js";

const pay = 'await bank.pay({ id: "a", amount: 1 });';
type Case = readonly [name: string, body: string, outside?: string];

function none(cases: readonly Case[]) {
  it.each(named(cases))("leaves alone $name", ({ body, outside }) => {
    expect(issuesOf(body, outside)).toEqual([]);
  });
}

function found(issue: string, cases: readonly Case[]) {
  it.each(named(cases))(`finds ${issue}: $name`, ({ body, outside }) => {
    expect(issuesOf(body, outside)).toEqual([issue]);
  });
}

function named(cases: readonly Case[]) {
  return cases.map(([name, body, outside = ""]) => ({ name, body, outside }));
}

describe("repeated_call", () => {
  found("error repeated_call", [
    ["the same call twice", `${pay} ${pay}`],
    ["through a constant", `const id = "a"; await bank.pay({ id, amount: 1 }); ${pay}`],
    ["in another order", `${pay} await bank.pay({ amount: 1, id: "a" });`],
    [
      "of what a call returned",
      "const x = await bank.balance(); await bank.pay({ id: x.id, amount: x.amount }); await bank.pay({ id: x.id, amount: x.amount });",
    ],
    ["under the same condition", `const x = await bank.balance(); if (x.late) { ${pay} ${pay} }`],
    ["at the same time", 'await Promise.all([bank.pay({ id: "a", amount: 1 }), bank.pay({ id: "a", amount: 1 })]);'],
    [
      "in a helper that is called twice",
      'await go("a"); await go("a");',
      "async function go(id: string) { await bank.pay({ id, amount: 1 }); }",
    ],
    [
      "with other lists changed",
      `const done: string[] = []; const x = await bank.balance(); await bank.pay({ id: x.id, amount: 1 }); done.push("a"); await bank.pay({ id: x.id, amount: 1 }); return done;`,
    ],
    ["in a loop that it does not depend on", `for (const x of await bank.list()) { if (x.late) ${pay} }`],
    [
      "in a map that it does not depend on",
      'const xs = await bank.list(); const id = "a"; await Promise.all(xs.map(() => bank.pay({ id, amount: 1 })));',
    ],
    ["in a loop over literals", `for (const x of ["a", "b"]) { ${pay} console.log(x); }`],
    [
      "by a helper in a loop",
      'for (const x of await bank.list()) { console.log(x.id); await go("a"); }',
      "async function go(id: string) { await bank.pay({ id, amount: 1 }); }",
    ],
  ]);

  found("warning repeated_call", [
    ["where only one is certain", `const x = await bank.balance(); if (x.late) ${pay} ${pay}`],
    ["of a tool that takes nothing", "await bank.press({}); await bank.press({});"],
    ["of a tool that does not say what twice is", 'await bank.send({ to: "a" }); await bank.send({ to: "a" });'],
    [
      "of a change that can be undone",
      'await bank.note({ id: "a", text: "x" }); await bank.note({ id: "a", text: "x" });',
    ],
    ["in a loop that counts", `for (let i = 0; i < 3; i++) { ${pay} }`],
    ["after a failure", `try { ${pay} } catch (problem) { ${pay} console.log(String(problem)); }`],
    [
      "in a loop that tries again",
      `for (let i = 0; i < 3; i++) { try { return ${pay} } catch (problem) { console.log(String(problem)); } } return null;`,
    ],
  ]);

  none([
    ["other arguments", `${pay} await bank.pay({ id: "b", amount: 1 });`],
    ["more arguments", `${pay} await bank.pay({ id: "a" });`],
    ["reads", 'const x = await bank.get({ id: "a" }); const y = await bank.get({ id: "a" }); return [x, y];'],
    ["what is the same as once", 'await bank.erase({ id: "a" }); await bank.erase({ id: "a" });'],
    ["branches that exclude each other", `const x = await bank.balance(); if (x.late) { ${pay} } else { ${pay} }`],
    ["what comes after an exit", `const x = await bank.balance(); if (x.late) { ${pay} return 1; } ${pay} return 2;`],
    [
      "two conditions, of which only one may hold",
      `const x = await bank.balance(); if (x.amount < 1) ${pay} if (x.amount > 2) ${pay}`,
    ],
    [
      "clauses of a switch",
      `const x = await bank.balance(); switch (x.id) { case "a": ${pay} break; default: ${pay} }`,
    ],
    [
      "a second attempt that asks for the result",
      `const x = await bank.pay({ id: "a", amount: 1 }); if (x.late) ${pay}`,
    ],
    ["a change in between", `${pay} await bank.close({ id: "a" }); ${pay}`],
    [
      "a variable that is assigned again",
      'let id = "a"; await bank.pay({ id, amount: 1 }); id = "b"; await bank.pay({ id, amount: 1 });',
    ],
    [
      "a variable that counts",
      'let n = 1; await bank.pay({ id: "a", amount: n }); n++; await bank.pay({ id: "a", amount: n });',
    ],
    [
      "a property that is assigned",
      'const o = { id: "a" }; await bank.pay({ id: o.id, amount: 1 }); o.id = "b"; await bank.pay({ id: o.id, amount: 1 });',
    ],
    [
      "a property assigned through another name",
      'const o = { id: "a" }; const p = o; await bank.pay({ id: o.id, amount: 1 }); p.id = "b"; await bank.pay({ id: o.id, amount: 1 });',
    ],
    [
      "an object changed as a whole",
      'const o = { id: "a", amount: 1 }; await bank.pay(o); o.amount = 2; await bank.pay(o);',
    ],
    [
      "a list that is changed",
      'const ids = ["a", "b"]; await bank.pay({ id: ids.join(), amount: ids.length }); ids.push("c"); await bank.pay({ id: ids.join(), amount: ids.length });',
    ],
    [
      "a shadowing name",
      'const id = "a"; await bank.pay({ id, amount: 1 }); { const id = "b"; await bank.pay({ id, amount: 1 }); }',
    ],
    [
      "calls whose value is not known",
      "await bank.pay({ id: String(Math.random()), amount: 1 }); await bank.pay({ id: String(Math.random()), amount: 1 });",
    ],
    [
      "a helper called with other arguments",
      'await go("a"); await go("b");',
      "async function go(id: string) { await bank.pay({ id, amount: 1 }); }",
    ],
    [
      "a local of a helper called twice",
      'await go("a"); await go("b");',
      "async function go(x: string) { const id = x.trim(); await bank.pay({ id, amount: 1 }); }",
    ],
    ["a loop over what it pays", "for (const { id } of await bank.list()) await bank.pay({ id, amount: 1 });"],
    ["a loop by its index", 'for (let i = 0; i < 3; i++) await bank.pay({ id: "a", amount: i });'],
    [
      "a loop by what it made",
      "for (const x of await bank.list()) { const id = x.id; await bank.pay({ id, amount: 1 }); }",
    ],
    ["a loop over one thing", `for (const x of (await bank.list()).slice(0, 1)) { console.log(x.id); ${pay} }`],
    ["a loop that stops", `for (const x of await bank.list()) { if (x.late) { ${pay} break; } }`],
    [
      "a loop with a flag",
      `let done = false; for (const x of await bank.list()) { if (!done && x.late) { ${pay} done = true; } }`,
    ],
    [
      "a loop that remembers",
      `const seen = new Set<string>(); for (const x of await bank.list()) { if (seen.size === 0) { ${pay} } seen.add(x.id); }`,
    ],
    [
      "a loop in which something else is chosen",
      `for (const x of await bank.list()) { await bank.close({ id: x.id }); ${pay} }`,
    ],
    [
      "a loop over its own variable",
      'let to = "a"; for (const x of await bank.list()) { to = x.id; await bank.send({ to }); }',
    ],
    [
      "functions that call themselves",
      "await go(2);",
      `async function go(n: number): Promise<void> { await bank.pay({ id: String(n), amount: n }); if (n > 0) await go(n - 1); }`,
    ],
  ]);

  it("says where both are", () => {
    const [issue] = effectsOf(`${pay}\n${pay}`).issues;
    expect(issue).toMatchObject({ line: 4, column: 7 });
    expect(issue?.message).toContain("(3:7)");
  });

  it("says where a helper is called", () => {
    const [issue] = effectsOf(
      'await go("a");\nawait go("a");',
      "async function go(id: string) { await bank.pay({ id }); }",
    ).issues;
    expect(issue).toMatchObject({ line: 4, column: 7 });
    expect(issue?.message).toContain("(3:7)");
  });

  it("reports a third call once", () => {
    expect(issuesOf(`${pay} ${pay} ${pay}`)).toEqual(["error repeated_call", "error repeated_call"]);
  });
});

describe("race", () => {
  found("warning race", [
    [
      "a read beside the change",
      'const [x] = await Promise.all([bank.get({ id: "a" }), bank.note({ id: "a", text: "x" })]); return x;',
    ],
    [
      "a change that nobody waits for yet",
      'const p = bank.close({ id: "a" }); const x = await bank.get({ id: "a" }); await p; return x;',
    ],
    [
      "promises in a list",
      'const ps: Promise<unknown>[] = []; ps.push(bank.close({ id: "a" })); const x = await bank.get({ id: "a" }); await Promise.all(ps); return x;',
    ],
    [
      "two helpers",
      'const [x] = await Promise.all([read("a"), bank.close({ id: "a" })]); return x;',
      "async function read(id: string) { const x = await bank.get({ id }); return x.amount; }",
    ],
  ]);
  none([
    [
      "changes of different things",
      "const xs = await bank.list(); await Promise.all(xs.map((x) => bank.close({ id: x.id })));",
    ],
    [
      "a read and a change of each thing in turn",
      "const xs = await bank.list(); await Promise.all(xs.map(async (x) => { const y = await bank.get({ id: x.id }); if (y.late) await bank.close({ id: x.id }); }));",
    ],
    [
      "a read of something else",
      'const [x] = await Promise.all([bank.get({ id: "b" }), bank.close({ id: "a" })]); return x;',
    ],
    ["a read after the change", 'const p = bank.close({ id: "a" }); await p; return bank.get({ id: "a" });'],
    ["a read of everything", 'const [x] = await Promise.all([bank.balance(), bank.close({ id: "a" })]); return x;'],
  ]);
});

describe("late_check", () => {
  found("warning late_check", [
    [
      "a balance after the payment",
      `${pay} const x = await bank.balance(); if (x.amount < 10) return { error: "too little" }; return { done: true };`,
    ],
    [
      "through a throw",
      `${pay} const { amount } = await bank.balance(); if (amount < 10) { throw new Error("too little"); } return amount;`,
    ],
  ]);
  none([
    [
      "a balance before",
      `const x = await bank.balance(); if (x.amount < 10) return { error: "too little" }; ${pay} return { done: true };`,
    ],
    [
      "a check of what was done",
      `const { id } = await bank.pay({ id: "a", amount: 1 }); const x = await bank.get({ id }); if (x.late) return { error: "late" }; return { done: true };`,
    ],
    [
      "a check that says what it read",
      `${pay} const x = await bank.balance(); if (x.late) return { paid: true, late: x.late }; return { paid: true };`,
    ],
    [
      "a check for the next change",
      `${pay} const x = await bank.balance(); if (x.amount < 10) return { error: "too little" }; await bank.close({ id: "a" }); return { done: true };`,
    ],
    [
      "the same read before and after",
      `const x = await bank.balance(); if (x.late) return null; ${pay} const y = await bank.balance(); if (y.late) return { error: "late" }; return y;`,
    ],
    [
      "a check after a change that can be undone",
      `await bank.note({ id: "a" }); const x = await bank.balance(); if (x.late) return { error: "late" }; return x;`,
    ],
  ]);
});

describe("unused_result", () => {
  found("warning unused_result", [
    ["a statement", "await bank.balance();"],
    ["a constant nobody mentions", "const x = await bank.balance(); return 1;"],
    ["parts nobody mentions", "const { amount, id } = await bank.balance(); return 1;"],
    ["a place that is left out", 'const [, x] = await Promise.all([bank.balance(), bank.get({ id: "a" })]); return x;'],
    [
      "of many calls of one tool",
      'await bank.get({ id: "a" }); await bank.get({ id: "b" }); await bank.get({ id: "c" });',
    ],
    ["of each", "const xs = await bank.list(); await Promise.all(xs.map((x) => bank.get({ id: x.id })));"],
  ]);
  none([
    ["part of it", "const { amount, id } = await bank.balance(); return amount;"],
    ["shorthand", "const x = await bank.balance(); return { x };"],
    ["a return", "return bank.balance();"],
    ["nothing to use", "await bank.ping();"],
    ["a result nobody declared", "await other.guess({});"],
    ["whether it fails", "try { await bank.balance(); return true; } catch { return false; }"],
    ["a name that says so", "const _x = await bank.balance(); return 1;"],
    ["an element", 'const [x, y] = await Promise.all([bank.balance(), bank.get({ id: "a" })]); return { x, y };'],
    ["a promise", "const p = bank.balance(); return await p;"],
    ["in an expression", "return (await bank.balance()).amount;"],
    ["the result of a change", pay],
  ]);
});

describe("swallowed_failure", () => {
  found("warning swallowed_failure", [
    ["an empty handler", `try { ${pay} } catch {} return "done";`],
    [
      "a handler that goes on",
      `for (const x of await bank.list()) { try { await bank.close({ id: x.id }); } catch { continue; } } return "done";`,
    ],
    ["an empty callback", `await bank.pay({ id: "a" }).catch(() => undefined); return "done";`],
    [
      "settled and forgotten",
      `const xs = await bank.list(); await Promise.allSettled(xs.map((x) => bank.close({ id: x.id }))); return "done";`,
    ],
  ]);
  none([
    ["a handler that returns", `try { ${pay} } catch { return "failed"; } return "done";`],
    [
      "a handler that keeps",
      `let failed = 0; for (const x of await bank.list()) { try { await bank.close({ id: x.id }); } catch { failed += 1; } } return failed;`,
    ],
    [
      "success that is kept",
      `let done = 0; for (const x of await bank.list()) { try { await bank.close({ id: x.id }); done++; } catch {} } return done;`,
    ],
    ["success that is returned", `try { return ${pay} } catch {} return "failed";`],
    ["a read", `let x = null; try { x = await bank.balance(); } catch {} return x;`],
    [
      "settled and read",
      "const xs = await bank.list(); const all = await Promise.allSettled(xs.map((x) => bank.close({ id: x.id }))); return all.length;",
    ],
    [
      "a callback whose value is used",
      `const x = await bank.pay({ id: "a" }).catch(() => null); return x === null ? "failed" : "done";`,
    ],
  ]);
});

describe("dead_code", () => {
  found("warning dead_code", [
    ["after a return", "return 1; console.log(2);"],
    ["after both arms leave", "const x = await bank.balance(); if (x.late) { return 1; } else { return 2; } return 3;"],
    ["after a break", "for (const x of await bank.list()) { break; console.log(x); }"],
    ["a constant question", "const x = await bank.balance(); if (true) return x; return 1;"],
    ["a comparison with itself", "const x = await bank.balance(); return x.id === x.id ? 1 : 2;"],
  ]);
  none([
    ["a function after the return", "return f(); function f() { return 1; }"],
    ["a loop without end", "while (true) { const x = await bank.balance(); if (x.late) break; }"],
    ["a question about a constant", "const verbose = true; if (verbose) console.log(1); return bank.balance();"],
  ]);
});
