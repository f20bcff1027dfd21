export default async function plan() {
  const { employees } = await payroll.list_employees({ department: "workshop" });
  const sheets = await Promise.all(
    employees.map(async (employee) => ({
      employee,
      sheet: await payroll.get_timesheet({ employee_id: employee.employee_id, month: "2026-02" }),
    })),
  );
  const due = sheets.filter(({ sheet }) => !sheet.approved && sheet.overtime_hours <= 10);
  for (const { employee } of due) {
    await payroll.approve_timesheet({
      employee_id: employee.employee_id,
      approver_id: employee.manager_id,
      month: "2026-02",
    });
  }
  return { approved: due.length };
}
