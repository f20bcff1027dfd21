// Guest side of the sandbox: ES modules that run inside the engine. They are evaluated first in every fresh context, before
// any program, and importing is switched off afterwards, so no program can reach them. `prepare` freezes every built-in;
// that is why these files may use built-ins in the plain way at any later time.
import { createCalls } from "./calls.js";
import { describe } from "./print.js";
import { encode, Refusal } from "./values.js";
import { furnish, seal, seedRandom } from "./world.js";

/** `host`: what the guest side can tell the host. The result: what the host can ask of the guest side. */
export function prepare(host) {
  const calls = createCalls(host);
  furnish(host);

  function returned(value) {
    try {
      host.returned(value === undefined ? undefined : encode(value, "result"));
    } catch (problem) {
      if (problem instanceof Refusal) host.refuse(problem.message);
      else threw(problem);
    }
  }

  function threw(thrown) {
    host.threw(describe(thrown));
  }

  return {
    describe,
    settle: calls.settle,

    /** Gives the context its tools: pairs of namespace and member. Afterwards nothing in it can be changed. */
    install(names) {
      calls.install(JSON.parse(names));
      seal();
    },

    /** Before each load of a program. */
    begin(seed, placed) {
      calls.begin(placed);
      seedRandom(seed);
    },

    /** Calls the program from a promise job: so no frame of these files is in the stacks that it sees. */
    start(entry, input) {
      const given = input === undefined ? undefined : JSON.parse(input);
      Promise.resolve(given).then(entry).then(returned, threw);
    },
  };
}
