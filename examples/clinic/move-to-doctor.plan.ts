// Passes: moves requested bookings to the free slots of a doctor, one slot each, and says which ones found none.
//   holdshort verify examples/clinic/move-to-doctor.plan.ts --tools clinic=examples/clinic/openapi.yaml
export default async function plan() {
  const patient = await clinic.findPatient({ email: "lin@example.com" });
  const [{ bookings }, { slots }] = await Promise.all([
    clinic.listBookings({ patientId: patient.patientId, status: "requested" }),
    clinic.listFreeSlots({ doctorId: "DR-017", date: "2027-03-09" }),
  ]);
  const moved: string[] = [];
  const waiting: string[] = [];
  for (const [index, booking] of bookings.entries()) {
    const slot = slots[index];
    if (slot === undefined) {
      waiting.push(booking.bookingId);
    } else {
      await clinic.rescheduleBooking({ bookingId: booking.bookingId, slotId: slot.slotId });
      moved.push(booking.bookingId);
    }
  }
  return { moved, waiting };
}
