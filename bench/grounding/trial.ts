/** Each gold literal traced to its goal, and beside it a value of another row put in its place. */
import { readGoal } from "../../verifier/grounding/goal.js";
import { ground } from "../../verifier/grounding/ground.js";
import type { Grounding } from "../../verifier/grounding/grounding.js";
import { type GroundingJudgement, judgeGrounding } from "../../verifier/grounding/judge-grounding.js";
import { lookOf } from "../../verifier/grounding/looks.js";
import type { GoldLiteral, GoldProgram } from "./gold.js";

export interface Traced {
  readonly value: GoldLiteral["value"];
  readonly grounding: Grounding;
  readonly severity: GroundingJudgement["severity"];
}

export interface Trial {
  readonly program: GoldProgram;
  readonly literal: GoldLiteral;
  readonly gold: Traced;
  /** Absent where no other row has another value for such a parameter; booleans are left alone. */
  readonly changed?: Traced;
}

export function trials(programs: readonly GoldProgram[]): readonly Trial[] {
  const pools = poolsOf(programs);
  return programs.flatMap((program, row) => {
    const goal = readGoal(program.goal);
    const trace = (literal: GoldLiteral, value: GoldLiteral["value"]): Traced => {
      const grounding = ground(value, { goal, ...literal });
      return { value, grounding, severity: judgeGrounding(grounding).severity };
    };
    return program.literals.map((literal, index): Trial => {
      const other = otherValue(pools, { program, literal, turn: row * 7919 + index });
      const gold = trace(literal, literal.value);
      return { program, literal, gold, ...(other !== undefined && { changed: trace(literal, other) }) };
    });
  });
}

type Pools = ReadonlyMap<string, readonly GoldLiteral["value"][]>;

function poolsOf(programs: readonly GoldProgram[]): Pools {
  const pools = new Map<string, GoldLiteral["value"][]>();
  for (const { source, literals } of programs) {
    for (const literal of literals) {
      for (const key of poolKeys(source, literal)) {
        const pool = pools.get(key) ?? [];
        pool.push(literal.value);
        pools.set(key, pool);
      }
    }
  }
  return pools;
}

/** Values that could stand for one another, the most alike first: same tool and parameter, same parameter, same look. */
function poolKeys(source: string, { parameter, value, tool }: GoldLiteral): readonly string[] {
  const type = typeof value;
  return [
    [source, tool.name, parameter, type],
    [source, parameter, type],
    [source, type, lookOf(value, parameter)],
  ].map((key) => JSON.stringify(key));
}

/** A value of another row that this program does not hold; always the same one for the same data. */
function otherValue(
  pools: Pools,
  { program, literal, turn }: { program: GoldProgram; literal: GoldLiteral; turn: number },
): GoldLiteral["value"] | undefined {
  if (typeof literal.value === "boolean") return undefined;
  const own = new Set(program.literals.map(({ value }) => String(value).toLowerCase()));
  for (const key of poolKeys(program.source, literal)) {
    const pool = pools.get(key) ?? [];
    for (let step = 0; step < pool.length; step += 1) {
      const value = pool[(turn + step) % pool.length];
      if (value !== undefined && !own.has(String(value).toLowerCase())) return value;
    }
  }
  return undefined;
}
