const dates = { type: "string", format: "date" } as const;
const schema = {
  type: "object",
  properties: { day: dates, rooms: { type: ["integer", "null"], minimum: 1 } },
  required: ["day", "rooms"],
} as const;
const sizes = { enum: ["small", "large"] } as const;

export default async function plan(input: { mail: string }) {
  const { day, rooms } = await holdshort.extract({ text: input.mail, schema });
  const size = await holdshort.ask({ question: `How large a room on ${day}?`, schema: sizes });
  const known: "small" | "large" = size;
  return { day, rooms: rooms ?? 1, known };
}
