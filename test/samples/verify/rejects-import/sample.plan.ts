import fs from "node:fs";
export default async function plan() {
  return typeof fs;
}
