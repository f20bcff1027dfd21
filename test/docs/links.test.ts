import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";

// Readers follow links; nobody else notices when a page or a heading has been called something else.

const pages = [
  ...["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "bench/RESULTS.md", "vscode/README.md"],
  ...readdirSync("docs")
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];

/** Links within the repository that lead nowhere. */
function lost(page: string, text: string): readonly string[] {
  const links = [...text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/\]\((?!https?:)([^)\s]+)\)/g)];
  return links.flatMap(([, link = ""]) => {
    const [path = "", anchor] = link.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    if (!existsSync(file)) return [`${page}: ${link}`];
    return anchor === undefined || anchors(readFileSync(file, "utf8")).includes(anchor) ? [] : [`${page}: ${link}`];
  });
}

/** As the sites that show such pages make them. */
function anchors(text: string): readonly string[] {
  return [...text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\-_ ]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test.each(pages)("every link of %s leads to a page and a heading that are there", (page) => {
  expect(lost(page, readFileSync(page, "utf8"))).toEqual([]);
});

test("a link that leads nowhere would be seen", () => {
  const text = "[a](gone.md) [b](library.md#gone) [c](library.md#run) [d](#here)\n\n## Here\n";
  expect(lost("docs/new.md", text)).toEqual([
    "docs/new.md: gone.md",
    "docs/new.md: library.md#gone",
    "docs/new.md: #here",
  ]);
});
