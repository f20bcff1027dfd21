export default async function plan() {
  const { backups: found } = await backups.list_backups({ system: "wiki" });
  const full = found.filter((one) => one.kind === "full").slice(0, 4);
  for (const one of full) {
    const { intact } = await backups.verify_backup({ backup_id: one.backup_id });
    if (intact) return backups.restore_backup({ backup_id: one.backup_id, target: "wiki-test" });
  }
  return { job_id: null };
}
