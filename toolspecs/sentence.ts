/** A text of others as a sentence of ours: with the stop that it may lack, and never with two. */
export function sentence(text: string): string {
  const said = text.trimEnd();
  return /[.!?…]$/.test(said) ? said : `${said}.`;
}
