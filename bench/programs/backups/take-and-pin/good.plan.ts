export default async function plan() {
  const taken = await backups.start_backup({ system: "crm", kind: "full" });
  const { intact } = await backups.verify_backup({ backup_id: taken.backup_id });
  if (intact) await backups.pin_backup({ backup_id: taken.backup_id });
  else await backups.delete_backup({ backup_id: taken.backup_id });
  return { backup: intact ? taken.backup_id : null };
}
