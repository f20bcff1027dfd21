import type { TokenKind } from "./token.js";

const fileExtensions =
  "txt|md|csv|tsv|json|jsonl|ya?ml|xml|html?|pdf|docx?|xlsx?|pptx?|png|jpe?g|gif|svg|webp|mp[34]|wav|mov|zip|tar|gz|log|" +
  "py|js|ts|tsx|java|c|h|cpp|cs|rs|go|rb|sh|sql|ini|toml|conf|cfg|env|db|sqlite|parquet|ipynb|lock";

const months =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";

const measures = "[kcmµ]?m|mi|ft|in|[kmµ]?g|[mdc]?l|gal|[kmg]?[jwnb]|mol|s";

/** First match wins, so the more particular pattern stands first. All are sticky. */
export const patterns: readonly (readonly [kind: TokenKind, pattern: RegExp])[] = [
  ["url", /(?:https?|ftp|s3|gs|file|git|ssh):\/\/[^\s"'<>`]{0,2000}[^\s"'<>`.,;:!?)\]}]/iuy],
  ["email", /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/uy],
  ["date", /\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])/uy],
  ["date", /\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d)|\d{4}[/.]\d{1,2}[/.]\d{1,2}(?!\d)/uy],
  ["date", new RegExp(`(?:${months})(?:\\. ?| |(?=\\d))\\d{1,2}(?:st|nd|rd|th)?(?:, ?| )\\d{4}\\b`, "iuy")],
  ["date", /\d{4}-\d{1,2}-\d{1,2}(?![\w-])/uy],
  ["date", new RegExp(`(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${months})\\.?,? \\d{4}\\b`, "iuy")],
  ["date", new RegExp(`(?:${months})(?:\\. ?| )\\d{1,2}(?:st|nd|rd|th)?(?![\\p{L}\\d:.,]*\\d)(?!\\p{L})`, "iuy")],
  ["date", new RegExp(`(?:the )?\\d{1,2}(?:st|nd|rd|th)?(?: of)? (?:${months})(?!\\p{L})`, "iuy")],
  ["time", /\d{1,2}(?::\d{2})?(?: o['’]clock)? (?:in the (?:morning|afternoon|evening)|at night)\b/iuy],
  ["time", /\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b)?(?!\d)|\d{1,2}\s?[ap]m\b/iuy],
  // "List the files in .": the folder itself.
  ["path", /(?<=\b(?:in|of|from|to|into|under|at|directory|folder|path|dir)\s)\.{1,2}(?=\s|$)/iuy],
  ["path", /(?:~|\.{1,2})?(?:\/[\p{L}\p{N}_.@%+-]{1,255}){1,40}\/?(?<![.,])|\/(?=\s|$)/uy],
  ["path", /[A-Za-z]:\\[^\s"'<>|]{1,255}/uy],
  ["path", /[\p{L}\p{N}_.-]{1,80}(?:\/[\p{L}\p{N}_.-]{1,80}){2,40}/uy],
  ["path", new RegExp(`[\\p{L}\\p{N}_-]{1,80}(?:\\.[\\p{L}\\p{N}_-]{1,40}){0,4}\\.(?:${fileExtensions})\\b`, "uy")],
  [
    "url",
    /(?:[\p{L}\p{N}-]{1,63}\.){1,6}(?:com|org|net|io|dev|edu|gov|app|ai|eu|uk|de|fr)\b(?:\/[^\s"'<>`]{0,200}[^\s"'<>`.,;:!?)\]}])?/uy,
  ],
  ["tag", /[#@][\p{L}_][\p{L}\p{N}_.-]{0,80}(?<![.-])/uy],
  ["id", /#\d{1,15}\b/uy],
  ["id", /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/iuy],
  ["id", /\+\d{1,3}[-. ]?\(?\d{1,4}\)?(?:[-. ]?\d{2,4}){2,4}\b|\d{3}[-.]\d{3}[-.]\d{4}\b/uy],
  ["id", /v?\d{1,6}(?:\.\d{1,6}){2,4}\b/uy],
  ["id", /\d{5,12}-\d{4,12}(?![-\d])|(?!\d{1,2}-\d{1,2}-\d)\d{1,6}(?:-\d{2,6}){2,5}(?![-\d])/uy],
  ["id", /\p{L}[\p{L}_-]{0,40}\d[\p{L}\p{N}]{0,40}(?:[-_][\p{L}\p{N}]{1,40}){0,6}(?![\p{L}\p{N}_])/uy],
  ["id", /\d{2,12}[A-Z]{1,6}\d{1,12}[A-Z0-9]{0,12}\b/uy],
  // Digits and letters turn by turn, and no duration: "4uLU6hMCjMI75M1A2tKUQC", "9f8e7d6c", but not "2h30m15s".
  ["id", /(?!(?:\d{1,4}(?:d|hr?|min|m?s|m)){2,5}\b)\d{1,20}[A-Za-z]{1,20}\d[A-Za-z\d]{4,60}(?![\p{L}\p{N}_])/uy],
  ["id", /(?=[\d/-]{0,20}[A-Z])\d{3,12}[\dA-Z]{0,12}(?:[-/][\dA-Z]{2,12}){1,4}\b/uy],
  [
    "word",
    new RegExp(`(?:${measures})\\/(?:${measures}|h|hr|sec|min|day|k)(?:\\^-?\\d|[²³])?(?![\\p{L}\\p{N}/])`, "iuy"),
  ],
  ["path", /\p{L}[\p{L}\p{N}_.-]{2,60}\/[\p{L}\p{N}_.-]{3,60}(?<!\.)/uy],
  [
    "expression",
    /(?:[\p{L}\d]{1,10}(?:\(\p{L}{1,3}\))?\s?=\s?)?[+-]?(?:\d{0,8}(?:\.\d{1,4})?\p{L}{0,4}(?:\^|\*\*)[\w(][\w)^*]{0,10}|\d{1,8}\*?[xyztn]\b)(?:\s?[-+*/]\s?[\w.^*()]{1,24}){1,12}/uy,
  ],
  ["expression", /\d{0,8}\*?\p{L}{1,4}(?:\^|\*\*)[\w(][\w)^*]{0,10}/uy],
  [
    "number",
    /(?<![\p{L}\p{N}])[-+]?[$€£¥₹]?(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,20})(?:\.\d{1,20}(?![\p{N}.]\d))?(?:e[+-]?\d{1,3}(?![\p{L}\d]))?/uy,
  ],
  ["word", /(?:\p{Lu}\.){1,5}\p{Lu}(?![\p{L}\p{N}])\.?/uy],
  ["word", /\p{L}[\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{N}_]+)*(?:['’](?!s\b)\p{L}+)*/uy],
];
