// Passes: reads the day out of a mail, looks up the bookings of that day and, where there are several, asks which one is meant.
//   holdshort verify examples/clinic/cancel-as-asked.plan.ts --builtins ask,extract --tools clinic=examples/clinic/openapi.yaml
export default async function plan(input: { from: string; mail: string }) {
  const { day } = await holdshort.extract({
    text: input.mail,
    schema: {
      type: "object",
      properties: { day: { type: "string", format: "date", description: "Day of the appointment to cancel" } },
      required: ["day"],
    },
  });
  const patient = await clinic.findPatient({ email: input.from });
  const { bookings } = await clinic.listBookings({ patientId: patient.patientId, status: "confirmed" });
  const meant = bookings.filter((booking) => booking.startsAt.slice(0, 10) === day);
  const list = meant.map((booking, index) => `${index + 1}: ${booking.startsAt} with ${booking.doctorId}`).join("; ");
  const number =
    meant.length < 2
      ? 1
      : await holdshort.ask({
          question: `Which of these appointments is to be cancelled? ${list}`,
          schema: { type: "integer", minimum: 1 },
        });
  const chosen = meant[number - 1];
  if (chosen === undefined) return { day, cancelled: null };
  await clinic.cancelBooking({ bookingId: chosen.bookingId });
  return { day, cancelled: chosen.bookingId };
}
