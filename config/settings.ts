/** What a `holdshort.json` may say. Each is a flag of the command by its name in camel case; `holdshort.schema.json` says the same. */
export interface Settings {
  readonly $schema?: string;
  readonly tools?: readonly string[];
  readonly shapes?: readonly string[];
  readonly observed?: readonly string[];
  /** `ask`, `extract`: tools of holdshort's own that plans are offered. */
  readonly builtins?: readonly ("ask" | "extract")[];
  readonly policy?: string;
  /** Seconds. */
  readonly mcpTimeout?: number;
  readonly worlds?: number;
  readonly planner?: "auto" | "search" | "model";
  readonly minConfidence?: number;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly endpoint?: readonly string[];
  readonly candidates?: number | string;
  readonly budget?: { readonly [limit in "calls" | "tokens" | "seconds" | "usd"]?: number };
  readonly prices?: { readonly [price in "input" | "output" | "call"]?: number };
  readonly grammar?: boolean;
  readonly signaturesOnly?: boolean;
  /** Votes; `true`: one. */
  readonly decoupled?: number | boolean;
  readonly adapter?: { readonly [tool: string]: string };
  /** Never "all": that is said run by run. */
  readonly approve?: "ask" | "none";
  readonly server?: { readonly [name: string]: string };
  readonly auth?: { readonly [name: string]: string };
  /** Seconds. */
  readonly callTimeout?: number;
  readonly width?: number | string;
  readonly rate?: { readonly [server: string]: string };
}

/** Settings and the file they were read from. */
export interface Config {
  /** Absolute path. */
  readonly file: string;
  /** With every path absolute, whatever folder it was written for. */
  readonly settings: Settings;
}
