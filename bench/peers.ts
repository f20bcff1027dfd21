import { createRunner } from "run";
import { type Row, row, timed, warmUp } from "./measure.js";

/**
 * The same work in `run`, the nearest peer: it too gives every program a worker thread and a capped memory of its own. Its
 * limits are set to ours. It also does what the sandbox here has no use for (values beyond JSON, runs that go on later).
 */
export async function peerRows(body: string): Promise<readonly Row[]> {
  const runner = createRunner({ limits: { timeoutMs: 1_000, memoryLimitBytes: 64 * 2 ** 20 } });
  const hostFunctions = { t: { get: async (args: unknown) => args } };
  const times = await timed(100, warmUp, async () => {
    const result = await runner.run({ source: body, hostFunctions });
    if (result.status !== "completed" || result.value !== 45) throw new Error("The peer did other work.");
  });
  return [row("the same in run 2.1.5, back to back", "", times)];
}
