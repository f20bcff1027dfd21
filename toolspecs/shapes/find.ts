import { nearest } from "../nearest.js";
import { failure, type Outcome, success } from "../outcome.js";
import { quoted } from "../place.js";
import { sentence } from "../sentence.js";
import type { ToolSpec } from "../toolspec.js";

/** How one tool names another: `server/name`. */
export function toolId({ server, name }: Pick<ToolSpec, "server" | "name">): string {
  return `${server}/${name}`;
}

/** The tool that `server/name`, or a name that one tool alone has, stands for. A tool of the server `home` goes first. */
export function findTool(written: string, tools: readonly ToolSpec[], home?: string): Outcome<ToolSpec, string> {
  const named = tools.filter((tool) => tool.name === written || toolId(tool) === written);
  const own = named.filter(({ server }) => server === home);
  const [found, ...more] = own.length > 0 ? own : named;
  const name = quoted(written);
  if (found === undefined) {
    const meant = nearest(written, [...tools.map(toolId), ...tools.map((tool) => tool.name)]);
    const advice = meant === undefined ? "The command tools list shows them all" : `Did you mean ${quoted(meant)}?`;
    return failure(`There is no tool ${name}. ${sentence(advice)}`);
  }
  if (more.length > 0) {
    const ids = [found, ...more].slice(0, 4).map((tool) => quoted(toolId(tool)));
    return failure(`${1 + more.length} tools are called ${name}. Say which one: ${ids.join(" or ")}.`);
  }
  return success(found);
}
