export default async function plan() {
  const { employees } = await payroll.list_employees({ department: "logistics" });
  const paid: string[] = [];
  for (const employee of employees) {
    if (!employee.active) continue;
    const sheet = await payroll.get_timesheet({ employee_id: employee.employee_id, month: "2026-03" });
    if (!sheet.approved || sheet.overtime_hours <= 20) continue;
    const { payment_id } = await payroll.pay_bonus({
      employee_id: employee.employee_id,
      amount_cents: 15000,
      reason: "overtime in March",
    });
    paid.push(payment_id);
  }
  return { paid };
}
