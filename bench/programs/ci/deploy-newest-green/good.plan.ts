export default async function plan() {
  for (let page = 1; page <= 5; page += 1) {
    const { runs, more } = await ci.list_runs({ repository: "acme/shop", branch: "main", page });
    const green = runs.find((run) => run.status === "passed" && run.branch === "main");
    if (green !== undefined) {
      const { deployment_id } = await ci.deploy({ run_id: green.run_id, environment: "production" });
      return { deployed: deployment_id };
    }
    if (!more) break;
  }
  return { deployed: null };
}
