import type { Command } from "commander";
import { renderTools, toolsJson, visible } from "../../report/index.js";
import { type Catalogue, type Outcome, success } from "../../toolspecs/index.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { type About, command } from "../help.js";
import { jsonText } from "../json-text.js";
import { closingOptions, sourceOptions, withOptions } from "../option-groups.js";
import type { ToolsFlags } from "../options.js";
import type { Problem } from "../problem.js";
import { renderOptions } from "../style.js";
import { toolsOf } from "../tools.js";

/** What holdshort knows of the tools, before any plan. */
export function toolsCommand(choose: Choose): Command {
  const tools = command({
    name: "tools",
    summary: "show what is known of the tools",
    examples: ["holdshort tools list --tools examples/files/mcp.json"],
  });
  return tools.addCommand(listCommand(choose)).addCommand(typesCommand(choose));
}

function listCommand(choose: Choose): Command {
  return catalogueCommand({
    name: "list",
    summary: "list the tools with what a call can do",
    examples: ["holdshort tools list --tools examples/files/mcp.json"],
  }).action((flags: ToolsFlags) => {
    choose((context) =>
      withCatalogue(flags, context, ({ io }, tools) => {
        io.stdout.write(flags.json ? jsonText(toolsJson(tools)) : renderTools(tools, renderOptions(io.stdout, io.env)));
      }),
    );
  });
}

function typesCommand(choose: Choose): Command {
  return catalogueCommand({
    name: "types",
    summary: "print the TypeScript declarations that plans are checked against",
    examples: ["holdshort tools types --tools billing=examples/billing/tools.json > billing.d.ts"],
  }).action((flags: ToolsFlags) => {
    choose((context) =>
      withCatalogue(flags, context, async ({ io, parts }, tools) => {
        const { declarations } = await parts.toolspecs();
        const text = declarations(tools);
        io.stdout.write(flags.json ? jsonText({ declarations: text }) : text.split("\n").map(visible).join("\n"));
      }),
    );
  });
}

function catalogueCommand(about: About): Command {
  return withOptions(command(about), [...sourceOptions(), ...closingOptions()]);
}

async function withCatalogue(
  flags: ToolsFlags,
  context: Context,
  show: (context: Context, catalogue: Catalogue) => void | Promise<void>,
): Promise<Outcome<ExitCode, Problem>> {
  const specs = await toolsOf(flags, context);
  if (!specs.ok) return specs;
  const { catalogue } = await context.parts.toolspecs();
  await show(context, catalogue(specs.value));
  return success(0);
}
