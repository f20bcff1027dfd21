const colours = { enum: ["red", "blue"] } as const;
export default async function plan() {
  return await holdshort.ask({ question: "Which colour?", schema: colours });
}
