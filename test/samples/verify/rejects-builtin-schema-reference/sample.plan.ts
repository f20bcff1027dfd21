export default async function plan(input: { page: string }) {
  return await holdshort.extract({ text: input.page, schema: { type: "object", properties: { $ref: { type: "string" }, next: { $ref: "https://example.com/schema.json" } } } });
}
