export default async function plan() {
  const colours = { enum: ["red", "blue"] } as const;
  return await holdshort.ask({ question: "Which colour?", schema: colours });
}
