export default async function plan(input: { mail: string }) {
  const { day, rooms } = await holdshort.extract({
    text: input.mail,
    schema: {
      type: "object",
      properties: { day: { type: "string", format: "date" }, rooms: { type: ["integer", "null"], minimum: 1 } },
      required: ["day", "rooms"],
    },
  });
  const size = await holdshort.ask({ question: `How large a room on ${day}?`, schema: { enum: ["small", "large"] } });
  const known: "small" | "large" = size;
  return { day, rooms: rooms ?? 1, known };
}
