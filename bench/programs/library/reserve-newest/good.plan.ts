export default async function plan() {
  const member = await library.find_member({ card: "C771155" });
  let newest: { book_id: string; year: number } | null = null;
  for (let page = 1; page <= 4; page += 1) {
    const { books, pages } = await library.search_books({ words: "Alpine Gardens", page });
    for (const book of books) {
      if (book.available === 0 && (newest === null || book.year > newest.year)) newest = book;
    }
    if (page >= pages) break;
  }
  if (newest === null || member.blocked) return { place: null };
  const { place } = await library.reserve_book({ book_id: newest.book_id, member_id: member.member_id });
  return { place };
}
