// Rejected: a build that stays red is asked about without end. The report shows a world in which the calls run out; asking
// a fixed number of times is the repair.
//   holdshort verify examples/deploy/wait-for-green.plan.ts --tools deploy=examples/deploy/tools.json
export default async function plan() {
  const service = await deploy.find_service({ service_name: "checkout" });
  let build = await deploy.get_build({ build_id: "build-1187" });
  while (build.state !== "green") {
    build = await deploy.get_build({ build_id: "build-1187" });
  }
  return deploy.deploy_build({
    service_id: service.service_id,
    build_id: build.build_id,
    environment: "production",
  });
}
