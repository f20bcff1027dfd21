export default async function plan() {
  const { employees } = await payroll.list_employees({ department: "design" });
  let cents = 0;
  for (const { active, employee_id, hourly_cents } of employees) {
    if (!active) continue;
    const { regular_hours } = await payroll.get_timesheet({ employee_id, month: "2026-01" });
    cents += regular_hours * hourly_cents;
  }
  return { cents };
}
