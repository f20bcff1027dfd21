export default async function plan() {
  const employee = await payroll.find_employee({ email: "mara.lind@example.com" });
  if (!employee.active || employee.iban === "DE02120300000000202051") return { changed: false };
  await payroll.update_iban({ employee_id: employee.employee_id, iban: "DE02120300000000202051" });
  return { changed: true };
}
