export default async function plan() {
  return await holdshort.ask({ question: "Which colour?", schema: { enum: ["red", "blue"] } });
}
