/**
 * What serving policies are worth, on simulated servers, the same on every run:
 *
 *     npm run bench:fleet
 *
 * Where requests go (Llumnix, arXiv 2406.03243) and whether a conversation's cache is kept while its tool runs (Continuum, arXiv 2511.02230).
 * The rules that decide are the product's own: `planner/model/fleet/dispatch.ts`, `metrics.ts` and `server/pauses.ts`.
 */
import { lanes, runLane } from "./fleet/lanes.js";
import { affinities, programsOf, runPrograms } from "./fleet/programs.js";
import { retentionPolicies } from "./fleet/retention.js";
import { type Load, routes, runRoutes } from "./fleet/routes.js";
import { quantile } from "./measure.js";

const seeds = [1, 2, 3];

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

function head(cells: readonly string[]): string {
  return `${line(cells)}\n|${cells.map(() => "---|").join("")}`;
}

function routesTable(about: Omit<Load, "seed" | "perSecond">, rates: readonly number[]): string {
  const rows = rates.map((perSecond) => {
    const cells = Object.values(routes).map((route) => {
      const runs = seeds.map((seed) => runRoutes({ ...about, seed, perSecond }, route).first);
      return `${mean(runs.map(mean)).toFixed(2)}/${mean(runs.map((first) => quantile(first, 0.99))).toFixed(1)}`;
    });
    return line([perSecond, ...cells]);
  });
  return [head(["requests a second", ...Object.keys(routes)]), ...rows].join("\n");
}

function retentionTable(): string {
  const rows = [0.75, 12].flatMap((toolSeconds) =>
    [0.2, 0.4, 0.6, 0.8].map((perSecond) => {
      const cells = retentionPolicies.map((policy) => {
        const runs = seeds.map((seed) =>
          mean(runPrograms(programsOf({ seed, programs: 120, perSecond, toolSeconds }), policy).took),
        );
        return mean(runs).toFixed(1);
      });
      return line([`${toolSeconds} s / ${perSecond}`, ...cells]);
    }),
  );
  return [head(["tool / programs a second", ...retentionPolicies.map(({ name }) => name)]), ...rows].join("\n");
}

function lanesTable(perSeconds: readonly number[]): string {
  const words = (values: readonly (readonly number[])[]) =>
    `${mean(values.map(mean)).toFixed(2)}/${mean(values.map((all) => quantile(all, 0.99))).toFixed(1)}`;
  const rows = perSeconds.flatMap((perSecond) =>
    lanes.map((lane) => {
      const runs = seeds.map((seed) => runLane({ seed, requests: about.requests, perSecond }, lane));
      return line([
        perSecond,
        lane.name,
        words(runs.map(({ urgent }) => urgent)),
        words(runs.map(({ others }) => others)),
      ]);
    }),
  );
  return [head(["requests a second", "sent", "one in ten, urgent", "the others"]), ...rows].join("\n");
}

/** Plans: a repair follows after half a second of checking, at four servers. */
function affinityTable(perSeconds: readonly number[]): string {
  const [plain] = retentionPolicies;
  if (plain === undefined) return "";
  const rows = perSeconds.map((perSecond) => {
    const cells = Object.values(affinities).map((affinity) => {
      const runs = seeds.map((seed) =>
        runPrograms(programsOf({ seed, programs: 200, perSecond, toolSeconds: 0.5 }), plain, {
          ...{ tokens: 60_000, servers: 4 },
          affinity,
        }),
      );
      const again = mean(runs.map(({ work }) => work.prefilled / (work.prefilled + work.cached)));
      return `${mean(runs.map(({ took }) => mean(took))).toFixed(1)}, ${Math.round(100 * again)} %`;
    });
    return line([perSecond, ...cells]);
  });
  return [head(["plans a second", ...Object.keys(affinities)]), ...rows].join("\n");
}

const about = { requests: 3_000, servers: 4, clients: 1, metricsSeconds: 0 };
const rates = [11, 13, 15, 17, 20];
console.log(
  `Seconds to the first token, mean/p99, 4 servers, ${about.requests} requests, seeds ${seeds.join(", ")}:\n`,
);
console.log(`One client, metrics of the moment:\n\n${routesTable(about, rates)}\n`);
console.log(
  `Eight clients, metrics 0.25 s old:\n\n${routesTable({ ...about, clients: 8, metricsSeconds: 0.25 }, rates)}\n`,
);
console.log(`Eight clients, metrics 2 s old:\n\n${routesTable({ ...about, clients: 8, metricsSeconds: 2 }, rates)}\n`);
console.log(
  `Seconds from the start of a program to its end, mean, one server, 120 programs of 4 to 12 turns:\n\n${retentionTable()}`,
);
console.log(`\nSeconds to the first token, mean/p99, one client of 4 servers:\n\n${lanesTable([13, 15, 17])}\n`);
console.log(
  `Seconds from the start of a plan to its end, mean, and the share of prompt tokens that was read and not cached, 4 servers:\n\n${affinityTable([0.6, 0.8, 1, 1.2, 2])}`,
);
