import { withoutStack } from "./properties.js";
import { encode, Refusal } from "./values.js";

/** The global object, which loses its name before there are tools. */
const everything = globalThis;

/** Characters; the frame that is looked for is among the first. */
const LONGEST_STACK = 2_000;

/** The tools, as the program calls them, and the promises they gave it. */
export function createCalls(host) {
  let waiting = [];
  /** Whether the host is told where each call stands. */
  let placed = false;

  function tool(index, namespace, member) {
    const name = `${namespace}.${member}`;
    // A method has no `prototype` and cannot be constructed.
    const { [member]: fn } = {
      [member](...given) {
        const args = argumentText(name, given);
        return new Promise((resolve, reject) => {
          // The host counts the calls too, so an id is used up only when the call got through to it.
          waiting[waiting.length] = { resolve, reject };
          try {
            host.call(index, args, placed ? new Error().stack.slice(0, LONGEST_STACK) : "");
          } catch (problem) {
            waiting.length -= 1;
            throw withoutStack(problem);
          }
        });
      },
    };
    return Object.freeze(fn);
  }

  /** A refused argument ends the run: whether the program catches what is thrown here makes no difference. */
  function argumentText(name, given) {
    try {
      if (given.length > 1) throw new Refusal(`${name} was called with ${given.length} arguments: pass one object.`);
      return given.length === 0 ? "{}" : encode(given[0], `${name}: args`);
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw withoutStack(problem);
      host.refuse(problem.message, new Error().stack);
      throw withoutStack(new Error("refused"));
    }
  }

  return {
    install(names) {
      const namespaces = Object.groupBy(
        names.map(([namespace, member], index) => ({ namespace, member, index })),
        ({ namespace }) => namespace,
      );
      for (const [namespace, members] of Object.entries(namespaces)) {
        if (namespace in everything) throw new TypeError(`the name ${namespace} is taken`);
        const tools = Object.create(null);
        for (const { member, index } of members) {
          Object.defineProperty(tools, member, { value: tool(index, namespace, member), enumerable: true });
        }
        Object.defineProperty(everything, namespace, { value: Object.freeze(tools) });
      }
    },

    settle(id, ok, text) {
      const { resolve, reject } = waiting[id];
      waiting[id] = undefined;
      if (ok) resolve(JSON.parse(text));
      else reject(toolError(JSON.parse(text)));
    },

    /** Forgets what an earlier run waited for. */
    begin(tellsPlaces) {
      waiting = [];
      placed = tellsPlaces;
    },
  };
}

function toolError(message) {
  const error = withoutStack(new Error(message));
  error.name = "ToolError";
  return error;
}
