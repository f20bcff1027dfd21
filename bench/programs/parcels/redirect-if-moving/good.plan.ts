export default async function plan() {
  const parcel = await parcels.track({ parcel_id: "PX30504070" });
  switch (parcel.status) {
    case "in_transit": {
      if (parcel.recipient_zip === "50667") return { redirected: false };
      const { accepted } = await parcels.redirect({ parcel_id: parcel.parcel_id, to_zip: "50667" });
      return { redirected: accepted };
    }
    default:
      return { redirected: false };
  }
}
