import { apiphany } from "./apiphany/apiphany.js";
import type { Benchmark } from "./benchmark.js";
import { bfcl } from "./bfcl/bfcl.js";
import { metatool } from "./metatool/metatool.js";
import { nestful } from "./nestful/nestful.js";
import { secondNestful } from "./nestful/second.js";
import { sealTools } from "./seal-tools/seal-tools.js";

/** Every benchmark that `holdshort eval` knows. Another one is a folder beside `bfcl/` and a line here. */
export const benchmarks: readonly Benchmark[] = [bfcl, metatool, sealTools, apiphany, nestful, secondNestful];
