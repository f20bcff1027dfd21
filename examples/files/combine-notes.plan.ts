// Passes: reads two documents at once and writes them into a third, unless there is nothing to write.
//   holdshort verify examples/files/combine-notes.plan.ts --tools examples/files/mcp.json
export default async function plan() {
  const parts = await Promise.all(["notes.md", "report-draft.md"].map((path) => files.read_text_file({ path })));
  const texts = parts.map((part) => part.content.trim()).filter((text) => text !== "");
  if (texts.length > 0) {
    await files.write_file({ path: "combined.md", content: texts.join("\n\n") });
  }
  return { combined: texts.length };
}
