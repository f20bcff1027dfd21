export default async function plan() {
  const { artifacts } = await ci.list_artifacts({ run_id: "run-550123" });
  const doomed = artifacts.filter((artifact) => artifact.expired || artifact.size_mb > 500);
  await Promise.all(doomed.map((artifact) => ci.delete_artifact({ artifact_id: artifact.artifact_id })));
  return { megabytes: doomed.reduce((sum, artifact) => sum + artifact.size_mb, 0) };
}
