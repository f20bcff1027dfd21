/**
 * What of a server's configuration lets somebody in. Told by the names that such things have, by the forms that issuers give
 * their tokens, and by where they stand in an address. Other values are left alone: a folder or a region stands in
 * answers too, and a plan needs it there.
 */
import type { ServerConfig } from "./config.js";

const secretName = /key|token|secret|passw|\bpwd\b|\bpat\b|auth|credential|cookie|session|bearer|private|signature/i;

/** Prefixes that issuers give their tokens so that they are found where they should not be. */
const tokenForm =
  /^(?:sk-|pk_|rk_|sk_|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|AKIA|ASIA|AIza|ya29\.|npm_|hf_|eyJ[\w-]+\.eyJ)[\w.-]{8,}$/;

export function credentialsOf(config: ServerConfig): readonly string[] {
  const found =
    config.kind === "stdio"
      ? [...inNamed(config.env), ...inArguments(config.args)]
      : [...inNamed(config.headers), ...inOwnAddress(config.url)];
  return [...new Set(found.filter((value) => value !== ""))];
}

function inNamed(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) =>
    isSecretName(name) ? wholeAndWords(value) : inValue(value),
  );
}

/** `--api-key VALUE`, `--api-key=VALUE`, and values that show what they are. */
function inArguments(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) => {
    const [, name, value] = /^-{1,2}([\w-]+)=(.*)$/s.exec(arg) ?? [];
    if (name !== undefined && value !== undefined) return isSecretName(name) ? wholeAndWords(value) : inValue(value);
    const before = /^-{1,2}([\w-]+)$/.exec(args[index - 1] ?? "")?.[1];
    const follows = before !== undefined && isSecretName(before) && !arg.startsWith("-");
    return follows ? wholeAndWords(arg) : inHeader(arg);
  });
}

/** `Authorization: Bearer VALUE`, as bridges to servers take headers. */
function inHeader(arg: string): readonly string[] {
  const [, name, value] = /^([\w-]+):\s*(.+)$/s.exec(arg) ?? [];
  return name !== undefined && value !== undefined && isSecretName(name) ? wholeAndWords(value) : inValue(arg);
}

function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll("_", "-"));
}

/** `Bearer abc`: the word that says what comes is no secret. */
function wholeAndWords(value: string): readonly string[] {
  return [value, ...value.split(/\s+/).slice(1), ...inAddress(value)];
}

function inValue(value: string): readonly string[] {
  return tokenForm.test(value) ? [value] : inAddress(value);
}

/** Of any address: its password, and parameters with a secret's name. */
function inAddress(text: string): readonly string[] {
  if (!/^[a-z][\w+.-]*:\/\//i.test(text) || !URL.canParse(text)) return [];
  const { password, searchParams } = new URL(text);
  const named = [...searchParams].filter(([name, value]) => isSecretName(name) || tokenForm.test(value));
  return [...bothForms(password), ...named.map(([, value]) => value)];
}

/** Of the server's own address: whatever else stands in it was put there for this server alone. */
function inOwnAddress(address: string): readonly string[] {
  const { username, password, searchParams } = new URL(address);
  return [...bothForms(username), ...bothForms(password), ...searchParams.values()];
}

/** As it stands in the address, and as it is meant. */
function bothForms(part: string): readonly string[] {
  try {
    return [part, decodeURIComponent(part)];
  } catch {
    return [part];
  }
}
