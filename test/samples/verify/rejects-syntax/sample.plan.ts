export default async function plan() {
  return ( ;
}
