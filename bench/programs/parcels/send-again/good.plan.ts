export default async function plan() {
  const parcel = await parcels.track({ parcel_id: "PX11112222" });
  if (parcel.status !== "lost") return { label: null, problem: null };
  const { sender_zip: from_zip, recipient_zip: to_zip, weight_g } = parcel;
  let fastest: { carrier: string; days: number } | null = null;
  try {
    const { rates } = await parcels.find_rates({ from_zip, to_zip, weight_g });
    for (const rate of rates) if (fastest === null || rate.days < fastest.days) fastest = rate;
  } catch {
    return { label: null, problem: "rates" };
  }
  if (fastest === null) return { label: null, problem: "carrier" };
  const label = await parcels.buy_label({ carrier: fastest.carrier, from_zip, to_zip, weight_g });
  return { label: label.parcel_id, problem: null };
}
