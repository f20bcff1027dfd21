import type { Entry } from "../../executor/index.js";
import type { Effect } from "../../toolspecs/index.js";
import { axisOf, durationWords, type Piece, placeOn, type Span, type Timeline, timelineOf } from "../timeline.js";
import { html, type Markup, nothing } from "./markup.js";

const labels = 250;
const bars = 760;
const row = 26;
const mostRows = 120;

/** When each call was made, asked about and answered, by the journal's own times. The table of calls says the same in words. */
export function journal(entries: readonly Entry[], effectOf: (tool: string) => Effect | undefined): Markup {
  const timeline = timelineOf(entries);
  if (timeline === undefined) return nothing;
  const shown = { ...timeline, rows: timeline.rows.slice(0, mostRows) };
  const hidden = timeline.rows.length - shown.rows.length;
  const axis = axisOf(shown);
  const height = row * shown.rows.length + 30;
  return html`<section aria-labelledby="journal-title"><h2 id="journal-title">When it happened</h2>
<p>It took ${durationWords(timeline.to - timeline.from)} from <time datetime="${iso(timeline.from)}">${iso(timeline.from)}</time> to <time datetime="${iso(timeline.to)}">${iso(timeline.to)}</time>.
<span class="dim">Filled: the tool was at work; dashed: a person was asked; crossed: failed; open: begun, and nobody saw its end. Where nothing was called for long, time is cut short.</span></p>
<div class="journal" tabindex="0" role="region" aria-label="Timeline of the run. The table of calls says the same in words."><svg width="${labels + bars + 20}" height="${height}" viewBox="0 0 ${labels + bars + 20} ${height}" aria-hidden="true">
${axis.map((piece) => gap(piece, height))}
${shown.rows.map((_, index) => html`<line class="axis" x1="0" x2="${labels + bars + 20}" y1="${row * (index + 1)}" y2="${row * (index + 1)}"/>`)}
${rows(shown, axis, effectOf)}
${ticks(axis, height)}
</svg></div>${hidden > 0 ? html`<p class="dim">and ${hidden} more calls; the journal has them all</p>` : nothing}</section>`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function x(share: number): number {
  return Math.round((labels + share * bars) * 10) / 10;
}

function gap({ start, end, cut, from, to }: Piece, height: number): Markup {
  if (!cut) return nothing;
  const words = (end - start) * bars < 60 ? "" : `${durationWords(to - from)}`;
  return html`<rect class="gap" x="${x(start)}" y="0" width="${Math.round((end - start) * bars)}" height="${height - 26}"/><text class="tick" x="${x(start) + 3}" y="${height - 12}">${words}</text>`;
}

function rows({ rows }: Timeline, axis: readonly Piece[], effectOf: (tool: string) => Effect | undefined) {
  return rows.map(({ call, tool, spans }, index) => {
    const name = `${call} ${tool.replace("/", ".")}`;
    const text = name.length > 32 ? `${name.slice(0, 31)}…` : name;
    const effect = effectOf(tool) ?? "unknown";
    return html`<g class="${effect}"><title>${name}</title><text x="4" y="${row * index + 17}">${text}</text>${spans.map((span) => bar(span, axis, row * index + 6))}</g>`;
  });
}

function bar(span: Span, axis: readonly Piece[], y: number): Markup {
  const start = x(placeOn(axis, span.from));
  const end = Math.max(start + 3, x(placeOn(axis, span.to)));
  const box = html`<rect class="${span.kind}" x="${start}" y="${y}" width="${Math.round((end - start) * 10) / 10}" height="14"><title>${spanWords(span)}</title></rect>`;
  if (span.end !== "failed" && span.end !== "denied") return box;
  return html`${box}<path class="cross" d="M${end + 3} ${y + 2}l9 9m0 -9l-9 9"/>`;
}

function spanWords({ kind, from, to, end }: Span): string {
  const time = durationWords(to - from);
  if (kind === "lost") return "begun; nobody saw its end";
  if (kind === "asked") return end === undefined ? `waits for a person since ${iso(from)}` : `${end} after ${time}`;
  return `${end === "failed" ? "failed" : "answered"} after ${time}`;
}

function ticks(axis: readonly Piece[], height: number): Markup {
  const first = axis[0];
  const last = axis.at(-1);
  if (first === undefined || last === undefined) return nothing;
  const uncut = axis.filter(({ cut }) => !cut);
  const busiest = uncut.reduce<Piece | undefined>(
    (best, piece) => (best === undefined || piece.end - piece.start > best.end - best.start ? piece : best),
    undefined,
  );
  if (busiest === undefined || (busiest.end - busiest.start) * bars < 60) return nothing;
  return html`<line class="scale" x1="${x(busiest.start)}" x2="${x(busiest.end)}" y1="${height - 22}" y2="${height - 22}"/><text class="tick" x="${x(busiest.start) + 3}" y="${height - 10}">${durationWords(busiest.to - busiest.from)}</text>`;
}
