/** The card beside the weights: what they were made from and how well they do on tools they have not seen. */

export interface Made {
  readonly file: string;
  readonly bytes: number;
  readonly rows: number;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly figures: string;
}

export function card({ file, bytes, rows, date, figures }: Made): string {
  return `# The planner's weights

\`${file}\`, ${bytes.toLocaleString("en")} bytes, made by \`npm run train -- --data DIR\` on ${date}. All that is drawn in training is drawn from a fixed seed.
Licence: that of the project.

Data, of which no row is in the repository: BFCL v4 (Apache-2.0), Seal-Tools (Apache-2.0; half of the rows without chained calls), MetaTool (MIT);
${rows.toLocaleString("en")} rows read.

Figures are of five-fold cross-validation split by tool: the tools of a tested row were in no training row, and trust was learned from the
other folds. Columns are the least probability of each look with which a program is offered (the default is 0.25, more where something is changed); rows are
correct answers in percent, with the 95 % interval (Wilson) at 0.25; \`ans\` is how often a program was found.

\`\`\`
${figures}
\`\`\`
`;
}
