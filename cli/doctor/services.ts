import { connect } from "node:net";
import type { ToolSpec } from "../../toolspecs/index.js";
import type { Context } from "../context.js";
import { serviceOf } from "../live.js";
import type { ServiceFlags } from "../options.js";
import type { Finding } from "./finding.js";

const patienceMs = 5_000;

/** HTTP services that a real run would call: is it known where they are and what opens them, and does anybody listen there? */
export async function checkServices(
  tools: readonly ToolSpec[],
  flags: ServiceFlags,
  context: Context,
): Promise<readonly Finding[]> {
  const servers = new Set(tools.filter(({ http }) => http !== undefined).map(({ server }) => server));
  return Promise.all([...servers].map((server) => checkService(server, tools, flags, context)));
}

async function checkService(
  server: string,
  tools: readonly ToolSpec[],
  flags: ServiceFlags,
  { io }: Context,
): Promise<Finding> {
  const about = `service ${server}`;
  const specs = tools.filter((spec) => spec.server === server);
  const service = serviceOf(server, specs, flags, io.env);
  if (!service.ok) {
    const isMeant = [flags.server, flags.auth].some((given) => given?.has(server) === true);
    const message = service.issues.map((issue) => issue.message).join(" ");
    // Plans can be made and judged without it, but what was said of it has to be right.
    return { state: isMeant ? "wrong" : "note", about, message };
  }
  const { origin, hostname, port, protocol } = new URL(service.value.base);
  const at = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || (protocol === "https:" ? 443 : 80) };
  const opened = service.value.credential === undefined ? "no credential is set" : "its credential is set";
  if (await listens(at))
    return { state: "ok", about, message: `${origin} can be reached; ${opened}; no request was sent` };
  return {
    state: "wrong",
    about,
    message: `Nobody listens at ${origin}. Start it, or say where it is with --server ${server}=<url>.`,
  };
}

/** Opens a connection and closes it. A request could already do something. */
function listens(at: { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(at);
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patienceMs, () => end(false));
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
