declare const secret: string;
export default async function plan() {
  return secret;
}
