import { failure, type Outcome, success } from "../../../toolspecs/index.js";

/** How a tool is chosen before its arguments are filled in. */
export interface Decoupled {
  /** Answers that are asked for at the same time at each choice; the most frequent one counts. Default 1. */
  readonly votes?: number | undefined;
  /** By `server/name` of a tool: the model, or the adapter of one, that fills in its arguments. Default: the model itself. */
  readonly adapters?: Readonly<Record<string, string>> | undefined;
}

export interface DecoupledSettings {
  readonly votes: number;
  readonly adapters: ReadonlyMap<string, string>;
}

const mostVotes = 15;

export function decoupledSettings({ votes = 1, adapters = {} }: Decoupled): Outcome<DecoupledSettings, string> {
  if (!Number.isInteger(votes) || votes < 1 || votes > mostVotes) {
    return failure(`${votes} is no number of votes. Give a whole number from 1 to ${mostVotes}.`);
  }
  return success({ votes, adapters: new Map(Object.entries(adapters)) });
}
