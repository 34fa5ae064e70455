/**
 * As `Promise.all`, except that it fails only once everything has ended: nothing goes on behind the back of whoever waits.
 *
 * @throws the first failure, in the order of the list.
 */
export async function allEnded<Value>(work: readonly Promise<Value>[]): Promise<Value[]> {
  await Promise.allSettled(work)
  return Promise.all(work)
}
