export { findMadeUpByComputing } from "./computed.js";
