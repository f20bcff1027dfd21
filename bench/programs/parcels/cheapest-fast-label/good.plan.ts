export default async function plan() {
  const { rates } = await parcels.find_rates({ from_zip: "28195", to_zip: "80331", weight_g: 1200 });
  const fit = rates.filter((rate) => rate.days <= 3 && rate.price_cents <= 900);
  const [first, ...others] = fit;
  if (first === undefined) return { parcel: null };
  const cheapest = others.reduce((best, rate) => (rate.price_cents < best.price_cents ? rate : best), first);
  const label = await parcels.buy_label({
    carrier: cheapest.carrier,
    from_zip: "28195",
    to_zip: "80331",
    weight_g: 1200,
  });
  await parcels.book_pickup({ parcel_id: label.parcel_id, date: "2026-02-09" });
  return { parcel: label.parcel_id };
}
