export default async function plan() {
  const storage = await backups.get_storage({});
  if (storage.used_gb < 800) return { freed: 0 };
  const { backups: found } = await backups.list_backups({ system: "mail" });
  const old = found.filter((one) => one.kind === "incremental" && one.taken_on < "2025-07-01" && !one.pinned);
  let freed = 0;
  for (const one of old) {
    const { freed_gb } = await backups.delete_backup({ backup_id: one.backup_id });
    freed += freed_gb;
  }
  return { freed };
}
