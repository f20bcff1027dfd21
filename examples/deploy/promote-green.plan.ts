// Passes: the newest green build goes to staging, sick instances are restarted, and nothing happens without a green build.
//   holdshort verify examples/deploy/promote-green.plan.ts --tools deploy=examples/deploy/tools.json
export default async function plan() {
  const service = await deploy.find_service({ service_name: "checkout" });
  const { builds } = await deploy.list_builds({ service_id: service.service_id, branch: "main" });
  const green = builds.find((build) => build.state === "green");
  if (green === undefined) return { deployed: null, restarted: 0 };

  await deploy.deploy_build({ service_id: service.service_id, build_id: green.build_id, environment: "staging" });
  const { instances } = await deploy.list_instances({ service_id: service.service_id, environment: "staging" });
  const sick = instances.filter((instance) => !instance.healthy);
  await Promise.all(sick.map((instance) => deploy.restart_instance({ instance_id: instance.instance_id })));
  return { deployed: green.build_id, restarted: sick.length };
}
