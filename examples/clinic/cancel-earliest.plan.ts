// Rejected, although its types fit: `reduce` without a start value throws when the patient has no confirmed booking. The report
// shows that world; `bookings[0]` with a check for undefined is the repair.
//   holdshort verify examples/clinic/cancel-earliest.plan.ts --tools clinic=examples/clinic/openapi.yaml
export default async function plan() {
  const patient = await clinic.findPatient({ email: "lin@example.com" });
  const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "confirmed" });
  const earliest = bookings.reduce((first, booking) => (booking.startsAt < first.startsAt ? booking : first));
  await clinic.cancelBooking({ bookingId: earliest.bookingId });
  return earliest.startsAt;
}
