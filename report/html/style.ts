/** Colours come from the reader's system; on paper there are none but the borders. Effects differ in shape as well as colour. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#ccc, #444); --dim: light-dark(#555, #aaa);
  --good: light-dark(#17692f, #7ddb95); --careful: light-dark(#7a4b00, #f0c060); --bad: light-dark(#a11212, #ff9a8d); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
.passed, .read { color: var(--good); } .abstained, .write, .warning { color: var(--careful); }
.rejected, .irreversible, .unknown, .error { color: var(--bad); }
.badge { border: 1px solid; border-radius: 1rem; padding: 0 .6rem; font-size: .85rem; white-space: nowrap; }
.dim { color: var(--dim); }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
pre { border: 1px solid var(--line); border-radius: .3rem; padding: .7rem; white-space: pre-wrap; margin: .5rem 0; }
mark { background: none; color: inherit; text-decoration: underline wavy var(--bad); }
li { margin: .4rem 0; } dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .2rem 0; }
dt { color: var(--dim); } dd { margin: 0; }
.outline { list-style: none; padding: 0; } .depth-1 { margin-left: 1.5rem; } .depth-2 { margin-left: 3rem; } .depth-3 { margin-left: 4.5rem; }
.depth-4 { margin-left: 6rem; } .depth-5 { margin-left: 7.5rem; } .depth-6 { margin-left: 9rem; }
.number { display: inline-block; min-width: 2.5em; text-align: right; margin-right: 1em; color: var(--dim); user-select: none; }
@media print { body { margin: 0; max-width: none; } li, pre { break-inside: avoid; } }
`;
