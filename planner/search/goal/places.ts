/**
 * Cities with the state or country that people leave unsaid: tools that ask for "City, State" want it. Where several cities
 * share a name, the largest is meant. Common knowledge, kept small; a place that is not here stays as it was said.
 */
const byState = `
AL: Birmingham, Montgomery, Huntsville, Mobile; AK: Anchorage, Fairbanks, Juneau; AZ: Phoenix, Tucson, Mesa, Scottsdale, Tempe, Chandler,
Flagstaff, Sedona; AR: Little Rock, Fayetteville; CA: Los Angeles, San Francisco, San Diego, San Jose, Sacramento, Fresno, Oakland, Berkeley,
Long Beach, Anaheim, Bakersfield, Riverside, Stockton, Irvine, Santa Clara, Santa Rosa, Santa Cruz, Santa Barbara, Santa Monica, Palo Alto,
Mountain View, Sunnyvale, Cupertino, Fremont, Hayward, Concord, Walnut Creek, Livermore, Pleasanton, Dublin, San Ramon, Danville, Antioch,
Pittsburg, Martinez, Vallejo, Vacaville, Fairfield, Napa, Petaluma, Novato, San Rafael, Sausalito, Mill Valley, Larkspur, Corte Madera,
Daly City, San Mateo, San Bruno, Burlingame, Redwood City, Menlo Park, Foster City, Half Moon Bay, Pacifica, Millbrae, Los Gatos, Saratoga,
Campbell, Milpitas, Morgan Hill, Gilroy, Union City, Newark, Castro Valley, San Leandro, Alameda, Emeryville, Albany, El Cerrito, Richmond,
Pinole, Hercules, Benicia, Lafayette, Orinda, Moraga, Alamo, San Lorenzo, Rohnert Park, Cotati, Sebastopol, Healdsburg, Modesto, Pasadena,
Burbank, Glendale, Hollywood, Monterey, Palm Springs, San Luis Obispo, Lodi, Belvedere, Belmont, San Carlos, Los Altos,
Sonoma, St. Helena, Yountville, Calistoga, Angwin, Hopland, Ukiah, Point Reyes, Inverness, Stinson Beach, Bodega Bay, Davis, Dixon;
CO: Denver, Boulder, Aspen, Aurora, Colorado Springs, Vail; CT: Hartford, New Haven, Stamford; DE: Wilmington, Dover; DC: Washington;
FL: Miami, Orlando, Tampa, Jacksonville, Fort Lauderdale, Tallahassee, Key West, Naples, Sarasota; GA: Atlanta, Savannah, Augusta;
HI: Honolulu, Hilo; ID: Boise; IL: Chicago, Springfield, Naperville, Evanston; IN: Indianapolis, Bloomington; IA: Des Moines, Iowa City;
KS: Wichita, Topeka; KY: Louisville, Lexington; LA: New Orleans, Baton Rouge; ME: Bangor; MD: Baltimore, Annapolis, Bethesda;
MA: Boston, Cambridge, Worcester, Salem; MI: Detroit, Ann Arbor, Grand Rapids, Lansing; MN: Minneapolis, Saint Paul, Duluth;
MS: Jackson, Biloxi; MO: St. Louis, Kansas City, Saint Louis; MT: Billings, Bozeman, Missoula; NE: Omaha, Lincoln; NV: Las Vegas, Reno,
Carson City; NH: Manchester, Nashua; NJ: Jersey City, Princeton, Hoboken, Atlantic City; NM: Albuquerque, Santa Fe; NY: New York,
New York City, Brooklyn, Manhattan, Queens, Buffalo, Rochester, Syracuse, Ithaca; NC: Charlotte, Raleigh, Durham, Asheville, Chapel Hill;
ND: Fargo, Bismarck; OH: Columbus, Cleveland, Cincinnati, Toledo, Dayton; OK: Oklahoma City, Tulsa; OR: Portland, Eugene, Bend;
PA: Philadelphia, Pittsburgh, Harrisburg; RI: Providence, Newport; SC: Charleston, Columbia, Myrtle Beach; SD: Sioux Falls, Rapid City;
TN: Nashville, Memphis, Knoxville, Chattanooga; TX: Austin, Houston, Dallas, San Antonio, Fort Worth, El Paso, Galveston, Plano, Arlington;
UT: Salt Lake City, Provo, Park City, Moab; VT: Burlington; VA: Virginia Beach, Alexandria, Norfolk, Charlottesville; WA: Seattle, Tacoma,
Spokane, Bellevue, Redmond, Olympia; WV: Morgantown; WI: Milwaukee, Madison, Green Bay; WY: Cheyenne, Jackson Hole`;

const byCountry = `
France: Paris, Lyon, Nice, Marseille; UK: London, Edinburgh, Liverpool, Oxford, Glasgow; Germany: Berlin, Munich, Hamburg, Frankfurt, Cologne;
Italy: Rome, Milan, Venice, Florence; Spain: Madrid, Barcelona, Seville; Japan: Tokyo, Osaka, Kyoto; China: Beijing, Shanghai, Shenzhen,
Guangzhou; India: Mumbai, Delhi, New Delhi, Bangalore, Hyderabad, Chennai, Kolkata, Pune; Australia: Sydney, Melbourne, Brisbane, Perth;
Canada: Toronto, Vancouver, Montreal, Ottawa, Calgary; Brazil: Rio de Janeiro; Netherlands: Amsterdam, Rotterdam; Austria: Vienna, Salzburg;
Czech Republic: Prague; Hungary: Budapest; Poland: Warsaw, Krakow; Ireland: Dublin; Portugal: Lisbon, Porto; Greece: Athens; Turkey: Istanbul,
Ankara; Russia: Moscow; Egypt: Cairo; Kenya: Nairobi; Thailand: Bangkok, Phuket; Indonesia: Jakarta, Bali; Malaysia: Kuala Lumpur;
South Korea: Seoul, Busan; Vietnam: Hanoi; UAE: Dubai, Abu Dhabi; Mexico: Mexico City, Cancun; Argentina: Buenos Aires; Peru: Lima;
Switzerland: Zurich, Geneva; Sweden: Stockholm; Norway: Oslo; Denmark: Copenhagen; Finland: Helsinki; Belgium: Brussels; Israel: Tel Aviv`;

const stateNames = `Alabama AL, Alaska AK, Arizona AZ, Arkansas AR, California CA, Colorado CO, Connecticut CT, Delaware DE, Florida FL, Georgia GA,
Hawaii HI, Idaho ID, Illinois IL, Indiana IN, Iowa IA, Kansas KS, Kentucky KY, Louisiana LA, Maine ME, Maryland MD, Massachusetts MA,
Michigan MI, Minnesota MN, Mississippi MS, Missouri MO, Montana MT, Nebraska NE, Nevada NV, New Hampshire NH, New Jersey NJ,
New Mexico NM, New York NY, North Carolina NC, North Dakota ND, Ohio OH, Oklahoma OK, Oregon OR, Pennsylvania PA, Rhode Island RI,
South Carolina SC, South Dakota SD, Tennessee TN, Texas TX, Utah UT, Vermont VT, Virginia VA, Washington WA, West Virginia WV,
Wisconsin WI, Wyoming WY`;

const states: ReadonlyMap<string, string> = new Map(
  stateNames.split(/,\s+/u).map((entry) => [entry.slice(0, -3).trim().toLowerCase(), entry.slice(-2)]),
);
const places: ReadonlyMap<string, string> = new Map(
  `${byCountry};${byState}`.split(";").flatMap((line) => {
    const [region = "", cities = ""] = line.split(":");
    return cities
      .split(",")
      .map((city): [string, string] => [city.trim().replace(/\s+/gu, " ").toLowerCase(), region.trim()]);
  }),
);

const regions: ReadonlySet<string> = new Set(
  byCountry.split(";").map((line) => line.split(":", 1)[0]?.trim().toLowerCase() ?? ""),
);

const nicknames: ReadonlyMap<string, string> = new Map([
  ["la", "Los Angeles"],
  ["l.a.", "Los Angeles"],
  ["sf", "San Francisco"],
  ["san fran", "San Francisco"],
  ["nyc", "New York"],
  ["new york city", "New York"],
  ["philly", "Philadelphia"],
  ["vegas", "Las Vegas"],
  ["dc", "Washington"],
  ["washington dc", "Washington"],
  ["washington d.c.", "Washington"],
  ["washington d.c", "Washington"],
]);
const countries: ReadonlyMap<string, string> = new Map([
  ["england", "UK"],
  ["united kingdom", "UK"],
  ["scotland", "UK"],
]);
const codes: ReadonlySet<string> = new Set(states.values());

/** How many of the words are the name of a known city of two or more words: 0 when they are none. */
export function cityLength(words: readonly string[]): number {
  for (let count = Math.min(3, words.length); count > 1; count -= 1) {
    if (places.has(words.slice(0, count).join(" ").toLowerCase())) return count;
  }
  return 0;
}

/** Whether a word is the name or the code of a state; of small letters the name alone. */
export function isState(word: string): boolean {
  return codes.has(word) || states.has(word.toLowerCase());
}

/** A city, state or country of the tables, however it is written. */
export function isKnownPlace(text: string): boolean {
  const lower = text.trim().toLowerCase();
  return isState(text.trim()) || countries.has(lower) || regions.has(lower) || placeWithRegion(text) !== undefined;
}

/** `Portland, OR` for `Portland`, `Austin, TX` for `Austin, Texas`; undefined for what is not known to be a city. */
export function placeWithRegion(text: string): string | undefined {
  const [city = "", region] = text.trim().split(/,\s*/u);
  const said = nicknames.get(city.toLowerCase()) ?? city;
  if (region !== undefined) {
    const lower = region.trim().toLowerCase();
    const short = codes.has(region.trim()) ? region.trim() : (states.get(lower) ?? countries.get(lower));
    const isNew = short !== undefined && (short !== region.trim() || said !== city);
    return isNew ? `${capitalised(said)}, ${short}` : undefined;
  }
  const known = places.get(said.toLowerCase());
  return known === undefined ? withSpokenState(said) : `${capitalised(said)}, ${known}`;
}

/** `Austin, TX` for `Austin Texas`. */
function withSpokenState(text: string): string | undefined {
  const words = text.split(/\s+/u);
  for (let count = 1; count <= 2 && count < words.length; count += 1) {
    const last = words.slice(-count).join(" ");
    const short = codes.has(last) ? last : states.get(last.toLowerCase());
    if (short !== undefined) return `${capitalised(words.slice(0, -count).join(" "))}, ${short}`;
  }
  return undefined;
}

function capitalised(name: string): string {
  return name.replace(/(?<![\p{L}'’.])\p{Ll}/gu, (first) => first.toUpperCase());
}

/** The two letters of a state: `CA` for `California`. */
export function stateCode(text: string): string | undefined {
  return states.get(text.trim().toLowerCase());
}
