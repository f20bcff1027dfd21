export default async function plan() {
  const { parcels: found } = await parcels.list_parcels({ customer_id: "CU4410", since: "2026-01-05" });
  const lost = found.filter((parcel) => parcel.status === "lost" && parcel.insured_cents > 0);
  const claims: string[] = [];
  for (const { parcel_id, insured_cents } of lost) {
    const { claim_id } = await parcels.file_claim({ parcel_id, amount_cents: insured_cents });
    claims.push(claim_id);
  }
  return { claims };
}
