export default async function plan() {
  const member = await library.find_member({ card: "C909090" });
  const { loans } = await library.list_loans({ member_id: member.member_id });
  const lost = loans.find((loan) => loan.title === "The Salt Road");
  if (lost === undefined) return { charged: false };
  await library.mark_lost({ copy_id: lost.copy_id, member_id: member.member_id });
  await library.charge_fee({ member_id: member.member_id, amount_cents: 1800, reason: "lost book" });
  return { charged: true };
}
