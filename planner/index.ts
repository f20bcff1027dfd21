export type { Proposal, Proposer, Task } from "./proposer.js";
