export default async function plan() {
  const member = await library.find_member({ card: "C204060" });
  if (member.blocked) return { renewed: [] };
  const { loans } = await library.list_loans({ member_id: member.member_id });
  const renewed: string[] = [];
  for (const loan of loans) {
    if (loan.due_on >= "2026-02-01" || loan.renewals >= 3) continue;
    const { accepted } = await library.renew_loan({ loan_id: loan.loan_id });
    if (accepted) renewed.push(loan.title);
  }
  return { renewed };
}
