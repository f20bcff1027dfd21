import { describe, expect, it } from "vitest";
import { said } from "./office.js";

const code = "crossed_names";
const lent = 'const one = await office.lend({ copy_id: "C1", member_id: "M1" });\n';
const sent = 'const one = await office.send_parcel({ from_zip: "28195", to_zip: "80331" });\n';

describe("crossed parameters", () => {
  it("are an error where each gets the other's field", () => {
    const body = `${lent}return office.lend({ copy_id: one.member_id, member_id: one.copy_id });`;
    expect(said("", body, code)).toEqual([`${code} error`]);
  });

  it("are for people to read where something may go back to where it came from", () => {
    const body = `${sent}return office.send_parcel({ from_zip: one.to_zip, to_zip: one.from_zip });`;
    expect(said("", body, code)).toEqual([`${code} warning`]);
  });

  it("are for people to read where one gets another field than its own", () => {
    const body =
      'const one = await office.get_invoice({ id: "INV-7" });\nreturn office.remind({ id: one.id, customer: one.due_on });';
    expect(said("", body, code)).toEqual([`${code} warning`]);
  });

  it("are an error there where the goal does not ask for that field", () => {
    const body =
      'const one = await office.get_invoice({ id: "INV-7" });\nreturn office.remind({ id: one.id, customer: one.due_on });';
    expect(said("Remind of INV-7.", body, code)).toEqual([`${code} error`]);
    expect(said("Remind of INV-7 by the day it is due on.", body, code)).toEqual([`${code} warning`]);
  });

  it("are for people to read where an identifier goes elsewhere and another takes its place", () => {
    const body = `${lent}return office.lend({ copy_id: one.member_id, member_id: "M2" });`;
    expect(said("", body, code)).toEqual([`${code} warning`]);
  });

  it("are an error where an identifier goes elsewhere and a sentence takes its place", () => {
    const body = `${lent}return office.lend({ copy_id: one.member_id, member_id: "The Salt Road" });`;
    expect(said("", body, code)).toEqual([`${code} error`]);
  });

  it.each([
    [`${lent}return office.lend({ copy_id: one.copy_id, member_id: one.member_id });`],
    [`${lent}return office.pay_invoice({ id: one.copy_id });`],
    [
      'const one = await office.get_invoice({ id: "INV-7" });\nreturn office.remind({ id: one.id, customer: one.customer.trim() });',
    ],
  ])("are not: %s", (body) => expect(said("", body, code)).toEqual([]));
});

describe("crossed ends", () => {
  const goal = "Send a parcel from 28195 to 80331.";
  const right = 'await office.send_parcel({ from_zip: "28195", to_zip: "80331" });';
  const wrong = 'await office.send_parcel({ from_zip: "80331", to_zip: "28195" });';

  it.each([[goal], ["Send a parcel to the zip code 80331 from the zip code 28195."]])("are an error: %s", (words) =>
    expect(said(words, `${wrong}\nreturn null;`, code)).toEqual([`${code} error`]),
  );

  it.each([
    [goal, right],
    ["Send a parcel from 28195 to 80331 and another one back.", `${right}\n${wrong}`],
    [goal, `${right}\n${wrong}`],
    ["Send a parcel between 28195 and 80331.", wrong],
    ["Send it from 28195 to 80331, that is out of 28195.", wrong],
  ])("are not: %s %s", (words, body) => expect(said(words, `${body}\nreturn null;`, code)).toEqual([]));
});
