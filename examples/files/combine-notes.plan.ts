// Passes: reads two documents at once and writes them into a third, unless there is nothing to write.
//   holdshort verify examples/files/combine-notes.plan.ts --tools examples/files/mcp.json
export default async function plan() {
  const folder = "examples/files/documents";
  const parts = await Promise.all(
    ["notes.md", "report-draft.md"].map((name) => files.read_text_file({ path: `${folder}/${name}` })),
  );
  const texts = parts.map((part) => part.content.trim()).filter((text) => text !== "");
  if (texts.length > 0) {
    await files.write_file({ path: `${folder}/combined.md`, content: texts.join("\n\n") });
  }
  return { combined: texts.length };
}
