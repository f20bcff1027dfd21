import type { Command } from "commander";
import { notesJson, renderTools, toolsJson, visible } from "../../report/index.js";
import { type Catalogue, type Outcome, type SourceNote, success } from "../../toolspecs/index.js";
import type { Choose, Context, ExitCode } from "../context.js";
import { type About, command } from "../help.js";
import { jsonText } from "../json-text.js";
import { closingOptions, sourceOptions, withOptions } from "../option-groups.js";
import type { ToolsFlags } from "../options.js";
import { noteText, type Problem } from "../problem.js";
import { renderOptions } from "../style.js";
import { readSources } from "../tools.js";

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
      withCatalogue(flags, context, ({ io }, tools, notes) => {
        io.stdout.write(
          flags.json ? jsonText(toolsJson(tools, notes)) : renderTools(tools, renderOptions(io.stdout, io.env)),
        );
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
      withCatalogue(flags, context, async ({ io, parts }, tools, notes) => {
        const { declarations } = await parts.toolspecs();
        const text = declarations(tools);
        io.stdout.write(
          flags.json ? jsonText({ declarations: text, ...notesJson(notes) }) : text.split("\n").map(visible).join("\n"),
        );
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
  show: (context: Context, catalogue: Catalogue, notes: readonly SourceNote[]) => void | Promise<void>,
): Promise<Outcome<ExitCode, Problem>> {
  const read = await readSources(flags, context);
  if (!read.ok) return read;
  const { tools, notes } = read.value;
  if (!flags.json) context.io.stderr.write(noteText(notes));
  const { catalogue } = await context.parts.toolspecs();
  await show(context, catalogue(tools), notes);
  return success(0);
}
