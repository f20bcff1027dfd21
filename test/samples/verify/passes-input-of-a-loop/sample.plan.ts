interface Input {
  readonly orders: readonly { readonly id: string; readonly fee?: number }[];
  readonly why: "late" | "broken" | null;
}

export default async function plan({ orders, why }: Input) {
  if (why === null) return { cancelled: 0 };
  let cancelled = 0;
  for (const { id, fee } of orders) {
    const result = await shop.cancel_order(fee === undefined ? { id } : { id, fee });
    if (result.cancelled) cancelled += 1;
  }
  return { cancelled, why };
}
