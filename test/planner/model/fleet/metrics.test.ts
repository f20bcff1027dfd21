import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { freenessOf, readGauges } from "#dist/planner/model/fleet/metrics.js";
import { Pulse } from "#dist/planner/model/fleet/pulse.js";
import { startChatServer } from "../../../support/chat-server.js";

const vllm = `# HELP vllm:num_requests_running Number of requests in model execution batches.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="m"} 3.0
vllm:num_requests_waiting{engine="0",model_name="m"} 2.0
vllm:num_requests_waiting_by_reason{reason="capacity"} 9.0
vllm:kv_cache_usage_perc{engine="0",model_name="m"} 0.25
vllm:cache_config_info{block_size="16",cache_dtype="auto",num_gpu_blocks="1000"} 1.0
`;

test("vLLM's names, with the memory of its cache from the labels", () => {
  expect(readGauges(vllm)).toEqual({ running: 3, waiting: 2, used: 0.25, tokens: 16_000 });
});

test.each([
  [
    "an older vLLM",
    "vllm:num_requests_running 1\nvllm:gpu_cache_usage_perc 0.5",
    { running: 1, waiting: 0, used: 0.5 },
  ],
  [
    "two engines of one server",
    'vllm:num_requests_running{engine="0"} 1\nvllm:num_requests_running{engine="1"} 4\nvllm:kv_cache_usage_perc{engine="0"} 0.2\nvllm:kv_cache_usage_perc{engine="1"} 0.4',
    { running: 5, waiting: 0, used: expect.closeTo(0.3) },
  ],
  [
    "SGLang",
    "sglang:num_running_reqs 2\nsglang:num_queue_reqs 7\nsglang:token_usage 0.9",
    { running: 2, waiting: 7, used: 0.9 },
  ],
  ["llama.cpp", "llamacpp:requests_processing 1\nllamacpp:requests_deferred 4", { running: 1, waiting: 4, used: 0 }],
  ["nothing of the kind", "<html>Welcome</html>", undefined],
  ["numbers that are none", "vllm:num_requests_running NaN", undefined],
  ["bytes", "\u0000\u0001vllm:num_requests_running 1\u0000", undefined],
])("%s", (_, text, gauges) => {
  expect(readGauges(text)).toEqual(gauges);
});

test("freeness: steps that the memory lasts for; less with what waits and with what we sent since", () => {
  const gauges = { running: 4, waiting: 0, used: 0.5, tokens: 80_000 };
  expect(freenessOf(gauges)).toBe(10_000);
  expect(freenessOf({ ...gauges, waiting: 2 })).toBe(8_500);
  expect(freenessOf(gauges, 1)).toBe(7_400);
  expect(freenessOf({ ...gauges, used: 1, waiting: 1 })).toBeLessThan(0);
});

test("are heard although this process is busy when they are asked for, and not waited for longer than that", async () => {
  const server = await startChatServer([], () => "vllm:num_requests_running 3\n");
  const pulse = new Pulse(server.url, () => performance.now());
  const read = pulse.refresh();
  // As when a compiler is loaded beside the first question.
  const until = performance.now() + 400;
  while (performance.now() < until);
  await read;
  expect(pulse.load).toBeDefined();
  await server.close();
  const mute = createServer(() => {}).listen(0, "127.0.0.1");
  await once(mute, "listening");
  const { port } = mute.address() as AddressInfo;
  const unheard = new Pulse(`http://127.0.0.1:${port}/v1`, () => performance.now(), 20);
  await unheard.refresh();
  expect(unheard.load).toBeUndefined();
  mute.close();
});
