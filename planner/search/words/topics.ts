/**
 * What everyday words are about, by topic: "umbrella" and "forecast" are both about the weather. A tool that shares no word
 * with a request may still be about the same thing. Never for a deed or a value, and one word may belong to several topics.
 */
import { stem } from "./stem.js";

const topics = [
  "weather forecast rain rainy snow snowy sunny sunshine cloudy storm hurricane thunderstorm temperature humidity wind windy climate umbrella radar celsius fahrenheit",
  "finance financial stock share bond invest investment investor portfolio market trading trader dividend earnings revenue fund etf nasdaq ticker equity asset wealth economy economic inflation",
  "crypto cryptocurrency bitcoin ethereum blockchain token nft defi wallet coin decentralized web3 airdrop dao",
  "money exchange currency dollar euro yen pound rupee convert rate forex",
  "loan mortgage debt credit repayment interest payoff lend lender borrow installment calculator amortization",
  "tax income deduction vat payroll refund irs filing",
  "law legal lawyer attorney court lawsuit regulation statute contract legislation judge constitution rights copyright patent trademark visa immigration violation compliance act",
  "research paper academic scholar scholarly study scientific science journal literature peer-reviewed publication arxiv citation thesis author experiment findings",
  "news headline article report journalist breaking current event politics political election government press media",
  "job career vacancy hire hiring employment employer recruiter resume cv interview salary internship position opening work",
  "course class lesson learn learning lecture study student school university college education educational teach teacher tutorial exam degree training skill professor coursera udemy homework curriculum",
  "memory flashcard memorize review spaced repetition quiz",
  "language translate translation translator english french spanish german italian japanese chinese korean portuguese phrase pronounce pronunciation grammar vocabulary speak foreign fluent tutor",
  "travel trip vacation holiday tour tourist tourism itinerary destination sightseeing attraction journey beach cruise visit landmark",
  "hotel hostel accommodation lodging resort airbnb stay room suite",
  "flight airline airport fly plane airfare aviation ticket passenger",
  "train railway rail subway metro bus transit station ferry commute transportation transport ride",
  "car vehicle automobile auto electric ev truck motorcycle dealer charger charging supercharger mileage",
  "restaurant dining dine dinner lunch cafe food cuisine eat meal menu reservation michelin table",
  "recipe cook cooking ingredient bake baking dish meal kitchen chef cuisine dessert",
  "diet nutrition calorie vegan vegetarian protein carb healthy food meal weight",
  "health medical doctor patient disease symptom hospital medicine treatment clinic clinical drug healthcare therapy diagnosis",
  "fitness workout exercise gym muscle yoga running cardio training",
  "shop shopping store product buy purchase brand item shoe shoes clothes clothing jacket dress skirt shirt fashion outfit phone smartphone laptop camera backpack gadget electronics price retailer amazon cosmetics beauty",
  "discount deal coupon promo sale bargain cheap offer promotion savings voucher",
  "gift present birthday christmas anniversary wedding valentine",
  "house home apartment real estate property rent rental landlord tenant lease bedroom realtor condo buyer housing neighborhood listing",
  "music song artist album band playlist lyric lyrics melody concert genre spotify singer musician tune track guitar",
  "movie film cinema actor actress director tv show series episode netflix streaming watch documentary trailer",
  "video youtube clip footage vlog transcript channel",
  "audio voice speech podcast sound narration",
  "image picture photo photograph photography portrait crop filter visual illustration drawing gif sticker design edit",
  "meme funny joke humor hilarious laugh",
  "chart diagram graph plot flowchart visualize visualization graphical infographic pie bar histogram mindmap",
  "book novel read reading author story fiction library ebook literature chapter bestseller",
  "story tale narrative fairy bedtime character adventure",
  "game gaming player play puzzle chess sudoku crossword trivia clue wordle rpg minecraft quest",
  "sport football soccer basketball baseball tennis nba nfl league team match tournament athlete score golf cricket hockey",
  "code coding program programming programmer developer software github repository repo open-source library framework java javascript python algorithm debug script api snippet",
  "database sql query table data dataset retrieve",
  "server ssh deploy cloud hosting devops kubernetes command terminal linux",
  "website site web webpage page url link internet online domain browser html seo landing",
  "pdf document file doc docx page ocr scan text",
  "note todo reminder remind task checklist organize to-do agenda errand",
  "calendar schedule meeting appointment event",
  "email mail inbox newsletter message gmail",
  "social twitter tweet instagram facebook linkedin post hashtag influencer follower tiktok reddit",
  "marketing advertising ad ads campaign brand audience seo conversion advertisement lead sales",
  "business company startup firm corporate entrepreneur enterprise industry competitor",
  "writing write essay grammar rewrite proofread edit content blog copy article paragraph spelling polish",
  "pet dog cat animal puppy kitten wildlife bird fish veterinarian",
  "plant garden gardening houseplant flower tree soil",
  "map location locate directions route navigation nearby address gps geographic place",
  "space nasa planet mars moon star astronomy galaxy satellite asteroid telescope",
  "earthquake seismic magnitude tsunami volcano disaster",
  "astrology horoscope zodiac fortune tarot dream divination tarot",
  "charity donate donation nonprofit volunteer cause",
  "math mathematics equation calculate algebra geometry calculus formula arithmetic solve sum multiply multiplication divide division subtract subtraction product times",
  "sum add plus addition added total",
  "multiply multiplication multiplied product times",
  "divide division divided quotient",
  "subtract subtraction minus difference",
  "kid kids child children toddler preschool family parent baby",
  "security privacy password vulnerability malware hack hacking cyber encryption phishing breach",
  "air quality pollution pollen smog emission carbon environmental",
  "poll survey vote questionnaire opinion",
  "qr barcode scan",
].map((line) => line.split(" ").map(stem));

const byStem: ReadonlyMap<string, ReadonlySet<number>> = topicTable();

function topicTable(): ReadonlyMap<string, ReadonlySet<number>> {
  const table = new Map<string, Set<number>>();
  for (const [topic, stems] of topics.entries()) {
    for (const word of stems) table.set(word, (table.get(word) ?? new Set()).add(topic));
  }
  return table;
}

const none: ReadonlySet<number> = new Set();

/** The topics of the word with this stem, by number. */
export function topicsOf(word: string): ReadonlySet<number> {
  return byStem.get(word) ?? none;
}
