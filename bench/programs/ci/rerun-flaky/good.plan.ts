export default async function plan() {
  const { runs } = await ci.list_runs({ repository: "acme/api", page: 1 });
  let rerun = 0;
  let cancelled = 0;
  for (const run of runs) {
    if (run.status === "failed" && run.attempt === 1) {
      await ci.rerun({ run_id: run.run_id });
      rerun += 1;
    } else if (run.status === "queued") {
      await ci.cancel_run({ run_id: run.run_id });
      cancelled += 1;
    }
  }
  return { rerun, cancelled };
}
