import type { Model } from "../../planner/search/learned/model.js";

const nothing = new Float32Array(2);

/** Knows nothing: for reading rows before anything is learned. */
export const emptyModel: Model = { slots: nothing, tools: nothing, counts: nothing, confidence: nothing };
