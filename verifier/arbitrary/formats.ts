import fc from "fast-check";

const words = fc.constantFrom("a", "ada", "bob", "site", "mail", "x1");
const moments = fc
  .date({ min: new Date(0), max: new Date("2099-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const addresses = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(words, words).map(([name, site]) => `${name}@${site}.example.com`) },
  { weight: 1, arbitrary: fc.emailAddress({ size: "xsmall" }) },
);
const pages = fc.tuple(words, words).map(([site, path]) => `https://${site}.example.com/${path}`);
/** fast-check's own `webUrl` takes a second to build, once a process: too long for a command. */
const links = mostly(
  pages,
  "http://localhost:8080/",
  "https://user@example.com:8443/a/b.html?q=%20x&y=1#part-2",
  "ftp://ftp.example.com/readme.txt",
  "urn:isbn:0451450523",
  "https://example.com/%E2%82%AC/~a;b=c,d",
);
const hosts = fc.oneof(
  words.map((word) => `${word}.example.com`),
  fc.domain({ size: "small" }),
);
const dateTimes = mostly(moments, "2024-02-29T23:59:59+02:00", "1970-01-01T00:00:00Z");
const times = mostly(
  moments.map((moment) => moment.slice(11)),
  "00:00:00Z",
  "23:59:59+02:00",
);

/** Texts of the formats that validators know. A format without an entry asks for nothing in particular. */
const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  date: mostly(
    moments.map((moment) => moment.slice(0, 10)),
    "2024-02-29",
    "1999-12-31",
  ),
  "date-time": dateTimes,
  "iso-date-time": dateTimes,
  time: times,
  "iso-time": times,
  duration: fc.oneof(
    fc.nat(90).map((days) => `P${days}D`),
    fc.nat(90).map((minutes) => `PT${minutes}M`),
    fc.constantFrom("P1Y2M3DT4H5M6S", "P2W"),
  ),
  email: addresses,
  "idn-email": addresses,
  uri: links,
  url: pages,
  "uri-reference": links,
  "uri-template": pages,
  iri: links,
  "iri-reference": links,
  hostname: hosts,
  "idn-hostname": hosts,
  ipv4: fc.ipV4(),
  ipv6: fc.oneof(fc.constant("::1"), fc.ipV6()),
  uuid: fc.uuid(),
  regex: fc.constantFrom("^a+$", ".*", "[0-9]{2}"),
  byte: fc.base64String({ size: "small" }),
  "json-pointer": fc.array(words, { maxLength: 3 }).map((path) => path.map((word) => `/${word}`).join("")),
  "json-pointer-uri-fragment": words.map((word) => `#/${word}`),
  "relative-json-pointer": fc.tuple(fc.nat(9), words).map(([up, word]) => `${up}/${word}`),
};

export function textsOfFormat(format: string | undefined): fc.Arbitrary<string> | undefined {
  return format !== undefined && Object.hasOwn(formats, format) ? formats[format] : undefined;
}

function mostly(texts: fc.Arbitrary<string>, ...special: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof({ weight: 4, arbitrary: texts }, { weight: 1, arbitrary: fc.constantFrom(...special) });
}
