// Rejected: nobody waits for `move_file`, so the plan says "done" whether or not the file was moved.
//   holdshort verify examples/files/forgotten-move.plan.ts --tools examples/files/mcp.json
export default async function plan() {
  files.move_file({
    source: "report-draft.md",
    destination: "report.md",
  });
  return "done";
}
