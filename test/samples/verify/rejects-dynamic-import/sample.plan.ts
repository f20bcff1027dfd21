export default async function plan() {
  const fs = await import("node:fs");
  return typeof fs;
}
