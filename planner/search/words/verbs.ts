export {
  canLook,
  deedOfNoun,
  isInflected,
  isVerb,
  lightVerbs,
  onlyActs,
  onlyMakes,
  onlyReads,
  sameDeed,
} from "../../../toolspecs/index.js";
