export default async function plan() {
  const { member_id } = await library.find_member({ card: "C300300" });
  const { loans } = await library.list_loans({ member_id });
  const days = loans.reduce((sum, loan) => sum + Math.max(0, loan.overdue_days - 14), 0);
  if (days === 0) return { charged: 0 };
  const amount_cents = Math.min(days * 25, 2000);
  await library.charge_fee({ member_id, amount_cents, reason: "overdue loans" });
  return { charged: amount_cents };
}
